// Makes a clone ready to run: installs what the lock file names and is not there yet.
// Runs on the Node that npm came with (20 or newer) as well as on the one that it installs.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...path) => join(root, ...path)
const read = (file) => JSON.parse(readFileSync(file, 'utf8'))

/** What the lock file asks for and node_modules does not hold in that very version. */
function missing() {
  if (!existsSync(at('node_modules/.package-lock.json'))) return ['everything']
  const here = read(at('node_modules/.package-lock.json')).packages
  const wanted = read(at('package-lock.json')).packages
  return Object.entries(wanted).flatMap(([path, entry]) => {
    if (path === '' || entry.link) return []
    const found = here[path]
    if (!found) return entry.optional || entry.devOptional ? [] : [path]
    return found.version === entry.version && found.integrity === entry.integrity ? [] : [path]
  })
}

const noNode = () =>
  !existsSync(at('node_modules/.bin/node')) && !existsSync(at('node_modules/.bin/node.cmd'))

/** Two commands started together on a fresh clone must not install over each other. */
function withLock(work) {
  const lock = at('.install-lock')
  const until = Date.now() + 10 * 60_000
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (Date.now() - statSync(lock, { throwIfNoEntry: false })?.mtimeMs > 10 * 60_000)
        rmSync(lock, { recursive: true, force: true })
      if (Date.now() > until) {
        console.error(
          'Another installation has been running for ten minutes. Remove the folder .install-lock and try again.',
        )
        process.exit(1)
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    }
  }
  try {
    return work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function install() {
  if (missing().length === 0 && !noNode()) return 0
  console.log('Installing what is missing (about half a minute) …')
  // npm must not run on the very binary that it is about to replace.
  const own = at('node_modules/.bin')
  const path = (process.env.PATH ?? '')
    .split(':')
    .filter((folder) => folder !== own)
    .join(':')
  // Not `npm ci`: it refuses a lock file that was made where a registry lacks builds for other systems.
  // With --no-save the versions and checksums of the lock file count all the same, and it is not written.
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', words, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  })
  if (status !== 0) {
    console.error(
      'npm install failed. The message above says why; run the command again once that is mended.',
    )
    return status ?? 1
  }
  if (noNode()) {
    console.error(`There is no Node 26 in npm for ${process.platform} on ${process.arch}.`)
    return 1
  }
  return 0
}

if (missing().length > 0 || noNode()) process.exitCode = withLock(install)
