import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

const packed = join(
  dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
  '../bin',
)
const { version } = JSON.parse(readFileSync(join(packed, '../package.json'), 'utf8')) as {
  version: string
}
const unpacked = join(
  import.meta.dirname,
  `../.cache/chromium-${version}-${process.getuid?.() ?? 0}`,
)

/**
 * The browser for pages' tests: the Chromium that comes with npm, with the libraries and fonts that
 * come along, so that a machine without any browser will do. Unpacked once (about 7 seconds).
 * STOA_BROWSER names another one, for systems that the packed one is not made for.
 * `more`: switches beside the usual ones.
 */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const own = process.env.STOA_BROWSER
  if (!own) unpack()
  return chromium.launch({
    executablePath: own ?? join(unpacked, 'chromium'),
    env: own ? cleanEnvironment() : { ...cleanEnvironment(), ...libraries() },
    // No sandbox: it needs rights that neither root nor a container has. Nothing foreign is opened.
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
      ...more,
    ],
  })
}

function unpack(): void {
  if (existsSync(join(unpacked, 'chromium'))) return
  const half = `${unpacked}.${process.pid}`
  mkdirSync(half, { recursive: true })
  const content = (name: string) => brotliDecompressSync(readFileSync(join(packed, name)))
  for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
    const { status, stderr } = spawnSync('tar', ['-x', '-C', half], { input: content(archive) })
    if (status !== 0) throw new Error(`${archive} cannot be unpacked: ${stderr}`)
  }
  const folders = `<dir>${unpacked}/fonts</dir><cachedir>${unpacked}/font-cache</cachedir>`
  writeFileSync(join(half, 'fonts.conf'), `<fontconfig>${folders}</fontconfig>`)
  writeFileSync(join(half, 'chromium'), content('chromium.br'), { mode: 0o755 })
  try {
    renameSync(half, unpacked)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(join(unpacked, 'chromium'))) throw error
  }
}

/** Where the browser finds the libraries and, on a system without fonts, the fonts that came along. */
function libraries(): Record<string, string> {
  return {
    LD_LIBRARY_PATH: join(unpacked, 'lib'),
    ...(hasFonts() ? {} : { FONTCONFIG_PATH: unpacked }),
  }
}

function hasFonts(): boolean {
  return (
    existsSync('/etc/fonts/fonts.conf') &&
    ['/usr/share/fonts', '/usr/local/share/fonts'].some(
      (folder) => existsSync(folder) && readdirSync(folder).length > 0,
    )
  )
}

function cleanEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Record<string, string>
}
