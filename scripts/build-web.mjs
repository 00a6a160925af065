// Builds the web application if its sources changed since the last build; otherwise returns at once.
// `node scripts/build-web.mjs` or `await buildWeb()`. `--always` builds in any case.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const web = join(root, 'web')
const build = join(web, 'build')
const making = join(build, 'making')
/** Holds the name of the folder beside it that is to be served. */
const current = join(build, 'current')
/** Builds that are kept: a running Stoa goes on serving its own while another is made. */
const KEPT = 3
const NOT_SOURCES = new Set(['build', '.react-router', 'node_modules', 'README.md'])
const COMPRESSED = /\.(js|css|svg|webmanifest|json)$/

/** Every source file of the web application, in a fixed order. Types alone change no build. */
function sources(folder = web) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !NOT_SOURCES.has(name) && !name.endsWith('.d.ts'))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? sources(path) : [path]
    })
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const path of [...sources(), join(root, 'package-lock.json')])
    hash.update(relative(root, path)).update(readFileSync(path))
  return hash.digest('hex').slice(0, 16)
}

const isFresh = (wanted) =>
  existsSync(current) && readFileSync(current, 'utf8') === wanted && existsSync(join(build, wanted))

/** Only one build at a time: a second caller waits, and then finds it done. */
async function withLock(work) {
  const lock = join(web, '.react-router', 'build-lock')
  mkdirSync(dirname(lock), { recursive: true })
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
      if (Date.now() - since > 180_000) rmSync(lock, { recursive: true, force: true })
      await new Promise((done) => setTimeout(done, 200))
    }
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

/** Makes sure that `web/build` is what the sources say. Gives true when something was built. */
export async function buildWeb({ always = false, quiet = false } = {}) {
  if (!always && isFresh(fingerprint())) return false
  return withLock(async () => {
    const wanted = fingerprint()
    if (!always && isFresh(wanted)) return false
    if (!quiet) console.log('Building the web application (about a quarter of a minute) …')
    await bundle()
    await compress(join(making, 'client'))
    rmSync(join(build, wanted), { recursive: true, force: true })
    renameSync(making, join(build, wanted))
    writeFileSync(`${current}.new`, wanted)
    renameSync(`${current}.new`, current)
    sweep()
    return true
  })
}

/** Removes all but the latest builds. */
function sweep() {
  const builds = readdirSync(build)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => ({ name, at: statSync(join(build, name)).mtimeMs }))
    .sort((one, other) => other.at - one.at)
  for (const { name } of builds.slice(KEPT)) rmSync(join(build, name), { recursive: true })
}

function bundle() {
  return new Promise((done, failed) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/@react-router/dev/bin.cjs'), 'build', 'web', '--logLevel', 'warn'],
      { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
    )
    let said = ''
    child.stdout.on('data', (text) => (said += text))
    child.stderr.on('data', (text) => (said += text))
    child.on('error', failed)
    child.on('close', (code) =>
      code === 0 ? done() : failed(new Error(`The web application could not be built:\n${said}`)),
    )
  })
}

/** Keeps a brotli and a gzip copy beside each text file, so that the server never compresses them. */
async function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await compress(path)
    else if (COMPRESSED.test(entry.name)) {
      const content = readFileSync(path)
      const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
      writeFileSync(`${path}.br`, await promisify(brotliCompress)(content, options))
      writeFileSync(`${path}.gz`, await promisify(gzip)(content))
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await buildWeb({ always: process.argv.includes('--always') })
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
