/** The house rules, each with a fault that must turn it red. Kept by tidy.test.ts. */
export type Law = {
  says: string
  /** What breaks it: `path: what`. */
  broken(tree: Tree): string[]
  /** A small tree that breaks it. */
  red: Record<string, string>
}

/** Tracked text files by path. */
export type Tree = ReadonlyMap<string, string>

const LOWER = ['base', 'ledger', 'people'] as const
const SELLING = [...LOWER, 'payments', 'plans'] as const
const ALL = 'all'

/** Who may stand on whom. A module may stand on fewer, never on more without a decision record. */
export const STANDS_ON: Record<string, readonly string[] | typeof ALL> = {
  base: [],
  ledger: ['base'],
  people: ['base'],
  payments: LOWER,
  plans: [...LOWER, 'payments'],
  rewards: LOWER,
  earnings: SELLING,
  courses: [...SELLING, 'earnings', 'rewards'],
  live: [...SELLING, 'earnings', 'rewards'],
  community: [...LOWER, 'payments', 'rewards'],
  messaging: SELLING,
  licensing: SELLING,
  insights: ['base'],
  jobs: ALL,
  http: ALL,
  demo: ALL,
  cli: ALL,
}

/** Schemas that are not called like the module that writes them. */
const WRITTEN_BY: Record<string, string> = { sandbox: 'payments' }

/** Files of db that are called like a room of a module: whose they are. */
const ROOMS: Record<string, string> = {
  availability: 'live',
  asking: 'live',
  waitlist: 'live',
  verdicts: 'live',
  room: 'live',
  voices: 'live',
  finding: 'live',
  telling: 'messaging',
  sharing: 'live',
  applying: 'earnings',
  institutions: 'earnings',
  payouts: 'earnings',
  tax: 'earnings',
  quality: 'live',
  cases: 'live',
  dashboards: 'live',
  stock: 'messaging',
  retail: 'messaging',
  contacts: 'messaging',
  'message-providers': 'messaging',
  sending: 'messaging',
  'message-wallets': 'messaging',
  'organization-keys': 'people',
  campaigns: 'messaging',
  automations: 'messaging',
  inbox: 'messaging',
  phones: 'messaging',
}

/** Below the edge nobody reads a clock; base starts servers and marks claims, on the machine's own. */
const READS_CLOCK =
  /^src\/(base\/(clock|home|cluster)\.ts|http\/|jobs\/|cli\/|main\.ts|payments\/sandbox\/)/

/** Pure reckoning that pages run too, so that what is shown while typing is what the server reckons. */
const BOTH_SIDES = new Set([
  'src/messaging/segments.ts',
  ...['ratio', 'reckoning', 'ladder', 'units'].map((name) => `src/messaging/retail/${name}.ts`),
])
const leadsTo = (path: string, from: string) =>
  from.startsWith('.') ? new URL(from, `file:///${path}`).pathname.slice(1) : from

/** Files are about 300 lines and functions about 70; these are the ends of "about". */
const FILE_LINES = 400
const TEST_LINES = 600
const FUNCTION_LINES = 80

const moduleOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1]
const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const isCode = (path: string) => /\.(ts|tsx|mts|mjs)$/.test(path)
const withoutComments = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, (part) => part.replace(/[^\n]/g, ' '))
    .replace(/^\s*\/\/.*$/gm, '')

type Import = { from: string; typeOnly: boolean }

function importsOf(text: string): Import[] {
  const found: Import[] = []
  const pattern =
    /^\s*(import|export)(\s+type\b)?[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]/gm
  for (const match of withoutComments(text).matchAll(pattern)) {
    found.push({ from: match[3] ?? match[4] ?? match[5]!, typeOnly: Boolean(match[2]) })
  }
  return found
}

/** Runs over files of a kind and gathers what it finds. */
function each(
  tree: Tree,
  wanted: (path: string) => boolean,
  look: (path: string, text: string) => Iterable<string>,
): string[] {
  return [...tree].flatMap(([path, text]) =>
    wanted(path) ? [...look(path, text)].map((what) => `${path}: ${what}`) : [],
  )
}

const inModule = (path: string) => moduleOf(path) !== undefined && isCode(path)

export const LAWS: readonly Law[] = [
  {
    says: 'a module stands only on those that STANDS_ON names',
    broken: (tree) =>
      each(tree, inModule, function* (path, text) {
        const own = moduleOf(path)!
        const allowed = STANDS_ON[own]
        if (!allowed) yield `the module ${own} is not in STANDS_ON`
        else if (allowed !== ALL && !isTest(path)) {
          for (const { from } of importsOf(text)) {
            const other = /^#(.+)$/.exec(from)?.[1]
            if (other && other !== own && !allowed.includes(other)) yield `stands on ${other}`
          }
        }
      }),
    red: { 'src/ledger/transfer.ts': `import {\n  book,\n} from '#live'\n` },
  },
  {
    says: 'a module is reached only through its front door',
    broken: (tree) =>
      each(tree, isCode, function* (path, text) {
        const own = moduleOf(path)
        for (const { from } of importsOf(text)) {
          if (from === `#${own}` && !isTest(path)) yield 'goes through its own front door'
          if (!from.startsWith('.')) continue
          const target = leadsTo(path, from)
          if (path.startsWith('web/') && BOTH_SIDES.has(target)) continue
          const other = moduleOf(target)
          if (other && other !== own) yield `reaches into ${other} (${from})`
        }
      }),
    red: { 'src/live/booking.ts': `import { hold } from '../ledger/holds.ts'\n` },
  },
  {
    says: 'pages take types from the server, and of its code only what BOTH_SIDES names',
    broken: (tree) =>
      each(
        tree,
        (path) => path.startsWith('web/') && isCode(path),
        function* (path, text) {
          for (const { from, typeOnly } of importsOf(text)) {
            if (typeOnly || BOTH_SIDES.has(leadsTo(path, from))) continue
            if (from.startsWith('#') || /\/src\//.test(from)) yield `runs ${from}`
          }
        },
      ),
    red: { 'web/pages/class.tsx': `import { book } from '#live'\n` },
  },
  {
    says: 'what runs on both sides runs nothing but what does',
    broken: (tree) =>
      each(
        tree,
        (path) => BOTH_SIDES.has(path),
        function* (path, text) {
          for (const { from, typeOnly } of importsOf(text)) {
            if (!typeOnly && !BOTH_SIDES.has(leadsTo(path, from))) yield `runs ${from}`
          }
        },
      ),
    red: { 'src/messaging/segments.ts': `import { split } from '#base'\n` },
  },
  {
    says: 'the environment is read in base/config only',
    broken: (tree) =>
      each(
        tree,
        (path) => path.startsWith('src/') && !isTest(path) && path !== 'src/base/config.ts',
        function* (_path, text) {
          if (/process\s*\.\s*env\b/.test(withoutComments(text))) yield 'reads process.env'
        },
      ),
    red: { 'src/live/booking.ts': `const open = process.env.OPEN\n` },
  },
  {
    says: 'the clock is read at the edge only',
    broken: (tree) =>
      each(
        tree,
        (path) =>
          path.startsWith('src/') && isCode(path) && !isTest(path) && !READS_CLOCK.test(path),
        function* (_path, text) {
          const clock = /Temporal\.Now\b|Date\.now\(|new Date\(\)|\bwallClock\b/.exec(
            withoutComments(text),
          )
          if (clock && !/^export \{.*wallClock/m.test(text)) yield `reads ${clock[0]}`
        },
      ),
    red: { 'src/live/booking.ts': `const now = Temporal.Now.instant()\n` },
  },
  {
    says: 'a table is written only by its own module',
    broken: (tree) =>
      each(
        tree,
        (path) => (inModule(path) && !isTest(path)) || /^db\/.+\.sql$/.test(path),
        function* (path, text) {
          const file = /^db\/\d+-(.+)\.sql$/.exec(path)?.[1] ?? ''
          const own = moduleOf(path) ?? ROOMS[file] ?? file
          const writing =
            /\b(?:insert\s+into|update|delete\s+from)\s+(?:only\s+)?([a-z_]+)\.[a-z_]+/gi
          for (const [words, schema] of withoutComments(text).matchAll(writing)) {
            if ((WRITTEN_BY[schema!] ?? schema) !== own) yield `writes: ${words}`
          }
        },
      ),
    red: { 'src/live/booking.ts': 'tx`update ledger.balance set posted = 0`\n' },
  },
  {
    says: `files have up to ${FILE_LINES} lines, tests up to ${TEST_LINES}`,
    broken: (tree) =>
      each(
        tree,
        (path) =>
          /^(src|web|test|scripts|bench)\//.test(path) && isCode(path) && !path.endsWith('.d.ts'),
        function* (path, text) {
          const lines = text.split('\n').length - 1
          if (lines > (isTest(path) ? TEST_LINES : FILE_LINES)) yield `has ${lines} lines`
        },
      ),
    red: { 'src/live/booking.ts': 'x()\n'.repeat(FILE_LINES + 1) },
  },
  {
    says: `functions have up to ${FUNCTION_LINES} lines; lists of routes and of deeds are as long as what they list`,
    broken: (tree) =>
      each(
        tree,
        (path) => /^(src|scripts|bench)\//.test(path) && isCode(path) && !isTest(path),
        (_path, text) => longFunctions(text),
      ),
    red: { 'src/live/booking.ts': `function book() {\n${'  x()\n'.repeat(FUNCTION_LINES)}}\n` },
  },
  {
    says: 'files and folders are named by words of the business',
    broken: (tree) =>
      each(tree, isCode, function* (path) {
        const drawer =
          /(^|[/.-])(services?|repositor(y|ies)|controllers?|dtos?|utils?|helpers?|managers?|common|misc|v\d)([/.-]|$)/i
        const found = drawer.exec(path.replace(/^src\/http\//, ''))
        if (found) yield `"${found[2]}" says nothing`
      }),
    red: { 'src/live/booking.service.ts': '' },
  },
  {
    says: 'every module has a README and a front door',
    broken: (tree) => {
      const modules = new Set([...tree.keys()].map(moduleOf).filter((name) => name !== undefined))
      return [...modules].flatMap((name) =>
        ['README.md', 'index.ts']
          .filter((file) => !tree.has(`src/${name}/${file}`))
          .map((file) => `src/${name}: has no ${file}`),
      )
    },
    red: { 'src/live/index.ts': '' },
  },
  {
    says: 'no path of a machine and no host of a registry stands anywhere',
    broken: (tree) =>
      each(
        tree,
        (path) => path !== 'package-lock.json',
        function* (_path, text) {
          const place = /(^|[^A-Za-z0-9._-])\/(work|farm|root|home\/[a-z]+)\/[^\n]{0,30}/m.exec(
            text,
          )
          if (place) yield `names ${place[0].trim()}`
          const host = /regist[r]y\.npm|de[b]\.debian/.exec(text)
          if (host) yield `names ${host[0]}`
        },
      ),
    red: { 'docs/running.md': `See ${['', 'root', 'stoa'].join('/')}.\n` },
  },
  {
    says: 'nothing is left for later in code, and no test is skipped or singled out',
    broken: (tree) =>
      each(
        tree,
        (path) => /^(src|web|test|scripts|bench)\//.test(path) && isCode(path),
        function* (path, text) {
          const later = /\b(TO[D]O|FIX[M]E|XX[X]|not implement[e]d)\b/.exec(text)
          if (later && !path.startsWith('web/build/')) yield `says ${later[0]}`
          const passed =
            /\b(it|test|describe)\.(skip|todo|only)\b|\{ *(skip|todo|only): *true/.exec(text)
          if (passed) yield `has ${passed[0]}`
        },
      ),
    red: { 'src/live/booking.ts': `// ${'TO'}${'DO'}: the rest\n` },
  },
  {
    says: 'the rulebook names only files that are there',
    broken: (tree) =>
      each(
        tree,
        (path) => path === 'docs/rules.md',
        function* (_path, text) {
          for (const [, named] of text.matchAll(
            /`?\b((?:src|test|db|web|scripts|bench|docs)\/[\w./-]+\.\w+)/g,
          )) {
            if (!tree.has(named!)) yield `${named} is not there`
          }
        },
      ),
    red: {
      'docs/rules.md': '| No seat twice | src/live/booking.ts | src/live/booking.test.ts |\n',
    },
  },
]

/** Functions as Biome formats them: from a line that opens one to the line that closes its brace. */
function* longFunctions(text: string): Iterable<string> {
  const lines = text.split('\n')
  const opening =
    /^(\s*)(?:export (?:default )?)?(?:(?:async )?function\*?\s*(\w*)\b.*\).*|(?:const|let) (\w+)\b.*=>|(?:async |get |set |#|static )*(\w+)\(.*\).*) ?\{$|^(\s*)\): .*\{$/
  for (const [index, line] of lines.entries()) {
    const match = opening.exec(line)
    if (!match || /^\s*(if|for|while|switch|catch|else|return|await)\b/.test(line)) continue
    const indent = match[1] ?? match[5] ?? ''
    const length = lines.slice(index).findIndex((later) => later.startsWith(`${indent}}`)) + 1
    const name = match[2] ?? match[3] ?? match[4] ?? nameAbove(lines, index)
    const isTestBody = /^\s*(test|describe|it)\(/.test(line)
    if (length > FUNCTION_LINES && !/(Routes|^deedsOf)$/.test(name) && !isTestBody) {
      yield `${name || 'a function'} (line ${index + 1}) has ${length} lines`
    }
  }
}

/** The name of a function whose parameters stand on lines of their own. */
function nameAbove(lines: readonly string[], index: number): string {
  for (let at = index; at >= 0; at--) {
    const name = /function\*? (\w+)|(?:const|let) (\w+) =/.exec(lines[at]!)
    if (name) return name[1] ?? name[2] ?? ''
  }
  return ''
}
