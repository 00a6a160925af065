import type { Query } from '#base'
import { type StatementEntry, statement } from '#ledger'
import type { MessageAsset } from '../message.ts'

/** One movement of a wallet, and what was in it afterwards. */
export type WalletEntry = StatementEntry & { what: string }

/** What the rules of the books mean to whoever reads a statement. */
const WHAT: Record<string, string> = {
  'package.sold': 'Bought',
  'messages.granted': 'Bonus',
  'package.refunded': 'Given back',
  'message.delivered': 'Sent',
  'lot.expired': 'Ran out',
  'dispute.lost.messages': 'Taken back after a dispute',
}

/** What a movement was, in words: `Sent`; its kind where nobody has named it. */
export const namedAs = (kind: string): string => WHAT[kind] ?? kind.replaceAll(/[._]/g, ' ')

/**
 * Movements of one kind of credits, the newest first; `before` is an entry's `transfer`. What is reserved has
 * not moved yet. Refusal: unknown_transfer.
 */
export async function walletStatement(
  q: Query,
  organization: string,
  asset: MessageAsset,
  page: { before?: string | undefined; limit: number },
): Promise<WalletEntry[]> {
  const owner = { type: 'organization', id: organization } as const
  const entries = await statement(q, owner, asset, page)
  return entries.map((entry) => ({ ...entry, what: namedAs(entry.kind) }))
}
