import { type Db, formatUnits } from '#base'
import { proofAddress } from '#http'
import {
  type ExportFormat,
  exportBooks,
  type Owner,
  prove,
  scaleOf,
  statement,
  verify,
} from '#ledger'
import { Misused } from './command.ts'
import { withDatabase } from './opening.ts'

const FORMATS: readonly ExportFormat[] = ['csv', 'hledger', 'beancount']
const OWNER_TYPES = ['person', 'organization', 'platform', 'provider'] as const

/** `stoa ledger …` */
export function ledger([what, ...words]: readonly string[]): Promise<number> {
  if (what === 'verify') return withDatabase(proveBooks)
  if (what === 'statement') {
    const { owner, asset } = accountOf(words)
    return withDatabase((db) => printStatement(db, owner, asset))
  }
  if (what === 'prove') return withDatabase((db, { url }) => printProof(db, url, words))
  if (what === 'export') return withDatabase((db) => printBooks(db, words))
  throw new Misused('Verify, statement, prove or export?')
}

/** `stoa ledger verify`: exit code 1 when anything is wrong. */
async function proveBooks(db: Db): Promise<number> {
  const { ok, findings } = await verify(db)
  if (ok) {
    console.log('The books are right.')
    return 0
  }
  console.error(`The books are NOT right: ${findings.length} findings.`)
  for (const { what, where, facts } of findings) {
    console.error(
      `  ${what}  ${where}  ${JSON.stringify(facts, (_key, part) => (typeof part === 'bigint' ? `${part}` : part))}`,
    )
  }
  return 1
}

/** `stoa ledger statement person:<id> CREDIT` */
function accountOf([whose, asset]: readonly string[]): { owner: Owner; asset: string } {
  const [type, id] = whose?.split(':') ?? []
  const known = OWNER_TYPES.find((candidate) => candidate === type)
  if (!known || !id || !asset) {
    throw new Misused(
      'Whose wallet, and of what? For example: stoa ledger statement person:<id> CREDIT',
    )
  }
  return { owner: { type: known, id }, asset }
}

async function printStatement(db: Db, owner: Owner, asset: string): Promise<number> {
  const scale = scaleOf(asset)
  const entries = await statement(db, owner, asset, { limit: 1_000 })
  if (entries.length === 0) console.log('Nothing was ever booked there.')
  for (const { at, kind, amount, balance, about } of entries.toReversed()) {
    const when = at.toString({ smallestUnit: 'second' })
    const moved = formatUnits(amount, scale).padStart(14)
    const after = formatUnits(balance, scale).padStart(14)
    console.log(`${when}  ${moved}  ${after}  ${kind}  ${about.type} ${about.id}`)
  }
  return 0
}

/**
 * `stoa ledger prove 1251.2`: the proof that a transfer stands in the sealed books, as JSON; where
 * anybody can check it goes to standard error, so that the proof alone can be kept in a file.
 */
async function printProof(db: Db, url: string, [transfer]: readonly string[]): Promise<number> {
  if (!transfer) throw new Misused('Which transfer? For example: stoa ledger prove 1251.2')
  const proof = await prove(db, transfer)
  console.log(JSON.stringify({ ...proof, address: proofAddress(url, transfer) }, null, 2))
  console.error(`Anybody can check it at ${proofAddress(url, transfer)}`)
  return 0
}

/** `stoa ledger export hledger > books.journal` */
async function printBooks(db: Db, [format]: readonly string[]): Promise<number> {
  if (!FORMATS.includes(format as ExportFormat)) {
    throw new Misused(`In which format? One of ${FORMATS.join(', ')}.`)
  }
  for await (const line of exportBooks(db, format as ExportFormat)) process.stdout.write(line)
  return 0
}
