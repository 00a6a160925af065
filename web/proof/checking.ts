import {
  type Bytes,
  fromBase64,
  fromHex,
  isSigned,
  joined,
  leafHash,
  part,
  sameBytes,
  toHex,
} from './bytes.ts'
import { nameOf, readEntry, type SealedEntry } from './entry.ts'
import type { Head, Proof } from './reading.ts'
import { continues, rootFromPath } from './tree.ts'

/** The log of this Stoa as it stands, and the proof that it continues the log of a proof. */
export type LogNow = { head: Head; path: string[] }

export type Step = {
  name: 'entry' | 'block' | 'log' | 'signature' | 'today'
  title: string
  /** `unknown`: it could not be looked at here. */
  state: 'fits' | 'differs' | 'unknown'
  says: string
  /** The figures that were compared. */
  facts: [label: string, value: string][]
}

export type Checked = {
  verdict: 'holds' | 'fails' | 'unsure'
  steps: Step[]
  /** What was sealed, where the entry itself is at hand and fits. */
  entry: SealedEntry | undefined
}

/**
 * Follows a proof from the entry to the signed head and on to the log of today, with nothing but
 * arithmetic. A fault in one step does not hide those after it: each is judged by what the proof says.
 */
export async function check(proof: Proof, now: LogNow | null): Promise<Checked> {
  const { step, leaf, entry } = await theEntry(proof)
  const steps = [
    step,
    await theBlock(proof, leaf),
    await theLog(proof),
    await theSignature(proof),
    await today(proof, now),
  ]
  const states = steps.map(({ state }) => state)
  const proven = (['block', 'log', 'signature'] as const).every(
    (name) => steps.find((one) => one.name === name)?.state === 'fits',
  )
  return {
    verdict: states.includes('differs') ? 'fails' : proven ? 'holds' : 'unsure',
    steps,
    entry: step.state === 'fits' ? entry : undefined,
  }
}

type TheEntry = { step: Step; leaf: Bytes; entry: SealedEntry | undefined }

async function theEntry({ transfer, row, leaf }: Proof): Promise<TheEntry> {
  const made = (state: Step['state'], says: string, facts: Step['facts']): Step => ({
    name: 'entry',
    title: 'The entry has this fingerprint',
    state,
    says,
    facts,
  })
  if (row === undefined) {
    const says =
      'The entry itself is not shown here; only its fingerprint is public. Whoever it concerns can show it to you.'
    return {
      step: made('unknown', says, [['Fingerprint in the proof', leaf]]),
      leaf: fromHex(leaf),
      entry: undefined,
    }
  }
  const bytes = fromBase64(row)
  const own = await leafHash(bytes)
  const entry = readEntry(bytes)
  const facts: Step['facts'] = [
    ['Fingerprint of the entry', toHex(own)],
    ['Fingerprint in the proof', leaf ?? toHex(own)],
  ]
  if (leaf !== undefined && leaf !== toHex(own)) {
    const says =
      'The entry has another fingerprint than the proof: it was changed, or is another one.'
    return { step: made('differs', says, facts), leaf: fromHex(leaf), entry }
  }
  if (!entry || nameOf(entry) !== transfer) {
    const says = `The proof is said to be of entry ${transfer}, but it is of ${entry ? `entry ${nameOf(entry)}` : 'something that is no entry'}.`
    return { step: made('differs', says, facts), leaf: own, entry }
  }
  const says =
    'Your browser made the fingerprint from every field of the entry. It is the one proved.'
  return { step: made('fits', says, facts), leaf: own, entry }
}

async function theBlock({ index, block, blockPath }: Proof, leaf: Bytes): Promise<Step> {
  const root = await rootFromPath(leaf, index, block.size, blockPath.map(fromHex))
  const fits = root !== undefined && toHex(root) === block.root
  return {
    name: 'block',
    title: `It stands in block ${block.number}`,
    state: fits ? 'fits' : 'differs',
    says: fits
      ? `Joined with ${neighbours(blockPath.length)}, the fingerprint leads to the block’s own. Any other entry would not.`
      : 'Joined with its neighbours, the fingerprint does not lead to the block’s: this entry is not what was sealed there.',
    facts: [
      ['Place in the block', `${index + 1} of ${block.size}`],
      ['Computed', root ? toHex(root) : 'the path does not fit the block'],
      ['In the proof', block.root],
    ],
  }
}

const neighbours = (count: number) =>
  count === 0
    ? 'nothing else, as it is alone in its block'
    : `${count} neighbour${count === 1 ? '' : 's'}`

/** The bytes of a block's head line: all that its fingerprint covers. */
function blockBytes({ block }: Proof): Bytes {
  const { number, epoch, size, root, prev, sealedAt } = block
  return joined(
    part('stoa.block.1'),
    ...[number, epoch, size].map((count) => part(`${count}`)),
    part(fromHex(root)),
    part(fromHex(prev)),
    part(sealedAt),
  )
}

async function theLog(proof: Proof): Promise<Step> {
  const { block, logPath, head } = proof
  const leaf = await leafHash(blockBytes(proof))
  const root = await rootFromPath(leaf, block.number - 1, head.size, logPath.map(fromHex))
  const fits = root !== undefined && toHex(root) === head.root
  return {
    name: 'log',
    title: `Block ${block.number} stands in the log of ${head.size === 1 ? 'one block' : `${head.size} blocks`}`,
    state: fits ? 'fits' : 'differs',
    says: fits
      ? 'The block, with its date and the block before it, leads to the one fingerprint that stands for all blocks.'
      : 'The block does not lead to the fingerprint of the log: its date, its number or what comes before it is another.',
    facts: [
      ['Block', toHex(leaf)],
      ['Computed', root ? toHex(root) : 'the path does not fit the log'],
      ['In the proof', head.root],
    ],
  }
}

const headBytes = ({ size, root, at }: Head): Bytes =>
  joined(part('stoa.head.1'), part(`${size}`), part(fromHex(root)), part(at))

const signedBy = (head: Head) =>
  isSigned(headBytes(head), fromHex(head.signature), fromHex(head.publicKey))

async function theSignature({ head }: Proof): Promise<Step> {
  const signed = await signedBy(head)
  return {
    name: 'signature',
    title: 'The log is signed',
    state: signed === null ? 'unknown' : signed ? 'fits' : 'differs',
    says:
      signed === null
        ? 'This browser cannot check Ed25519 signatures; a newer one can.'
        : signed
          ? 'The signature under the log’s fingerprint was made with this key.'
          : 'The signature was not made with this key for this log: the log’s size, date or fingerprint is another.',
    facts: [
      ['Key', head.publicKey],
      ['Signature', head.signature],
    ],
  }
}

async function today({ head }: Proof, now: LogNow | null): Promise<Step> {
  const made = (state: Step['state'], says: string, facts: Step['facts'] = []): Step => ({
    name: 'today',
    title: 'The books of today still contain it',
    state,
    says,
    facts,
  })
  if (!now) return made('unknown', 'The log of this Stoa could not be read to compare.')
  const facts: Step['facts'] = [
    ['Blocks then and now', `${head.size} and ${now.head.size}`],
    ['The log now', now.head.root],
    ['Key of this Stoa', now.head.publicKey],
  ]
  if (now.head.size < head.size)
    return made('differs', 'The log of this Stoa is shorter than the one that was signed.', facts)
  const root = fromHex(now.head.root)
  const path = now.path.map(fromHex)
  if (!(await continues(head.size, fromHex(head.root), now.head.size, root, path)))
    return made(
      'differs',
      'The log of this Stoa does not continue the one in the proof: it is from elsewhere, or history was rewritten.',
      facts,
    )
  if ((await signedBy(now.head)) === false)
    return made('differs', 'The log of this Stoa is not signed with its own key.', facts)
  const sameKey = sameBytes(fromHex(head.publicKey), fromHex(now.head.publicKey))
  return made(
    'fits',
    sameKey
      ? 'The log of this Stoa begins with the one in the proof and is signed with the same key: nothing was rewritten since.'
      : 'The log of this Stoa begins with the one in the proof: nothing was rewritten since. It is signed with a newer key.',
    facts,
  )
}
