#!/usr/bin/env node
import { COMMANDS, run } from '#cli'

/** `stoa <command>`: what it does is listed in src/cli/index.ts. */
process.exitCode = await run(COMMANDS, process.argv.slice(2))
