import type { Answer } from '../api/types.ts'

/** A proof as the API gives it; `row` where whoever has it also has the entry. */
export type Proof = Answer<'/api/proofs/{transfer}'> & { row?: string | undefined }
export type Head = Proof['head']

const TRANSFER = /(?:^|\/proof\/)(\d{1,18}\.\d{1,5})(?:$|[?#])/

/** The entry that is meant by `1251.2` or by a link to its proof. */
export const transferIn = (text: string): string | undefined => TRANSFER.exec(text.trim())?.[1]

/** The proof in a pasted text, as the API or `stoa ledger prove` writes it; a sentence where it is none. */
export function readProof(text: string): Proof | string {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return 'This is no proof: a proof is a text that begins with { and ends with }. Paste all of it.'
  }
  const missing = missingIn(given)
  if (missing) return `This is no whole proof: ${missing} is missing, or is not as it should be.`
  return given as Proof
}

const hash = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const hashes = (value: unknown) => Array.isArray(value) && value.length <= 64 && value.every(hash)
const text = (value: unknown) => typeof value === 'string'
const from = (least: number) => (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= least

const SHAPE: [where: string, fits: (value: unknown) => boolean][] = [
  ['transfer', (value) => text(value) && transferIn(value as string) === value],
  ['index', from(0)],
  ['block.number', from(1)],
  ['block.epoch', from(1)],
  ['block.size', from(1)],
  ['block.root', hash],
  ['block.prev', hash],
  ['block.sealedAt', text],
  ['blockPath', hashes],
  ['logPath', hashes],
  ['head.size', from(1)],
  ['head.root', hash],
  ['head.at', text],
  ['head.publicKey', hash],
  ['head.signature', (value) => text(value) && /^[0-9a-f]{128}$/.test(value as string)],
]

function missingIn(given: unknown): string | undefined {
  const at = (where: string) =>
    where
      .split('.')
      .reduce<unknown>((inside, name) => (inside as Record<string, unknown> | null)?.[name], given)
  const wrong = SHAPE.find(([where, fits]) => !fits(at(where)))
  if (wrong) return wrong[0]
  const { leaf, row } = given as { leaf?: unknown; row?: unknown }
  if (row !== undefined && !(text(row) && /^[\w+/=-]+$/.test(row as string))) return 'row'
  if (leaf === undefined ? row === undefined : !hash(leaf)) return 'leaf'
  return undefined
}
