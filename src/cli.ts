#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// What was compiled is kept between starts, which makes the first answer come sooner.
enableCompileCache(join(import.meta.dirname, '../.cache/code'))

/** `stoa <command>`: what it does is listed in src/cli/index.ts. */
const { COMMANDS, run } = await import('#cli')
process.exitCode = await run(COMMANDS, process.argv.slice(2))
