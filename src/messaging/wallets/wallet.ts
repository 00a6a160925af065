import type { Query } from '#base'
import { type Wallet, wallet } from '#ledger'
import type { MessageAsset } from '../message.ts'
import { type Suspension, suspensionNow } from './suspending.ts'

/** What is counted, in the order in which people read it. */
const ASSETS = ['SMS', 'WHATSAPP', 'EMAIL'] as const satisfies MessageAsset[]

export type MessageWallet = {
  /** What it has of each: in all, reserved for messages on their way, spendable now, and by lot. */
  balances: (Wallet & { asset: MessageAsset })[]
  /** Undefined: it may send. */
  suspended: Suspension | undefined
}

/** What an organization has to send with, by its id. */
export async function walletOf(
  q: Query,
  organization: string,
  now: Temporal.Instant,
): Promise<MessageWallet> {
  const owner = { type: 'organization', id: organization } as const
  const balances: MessageWallet['balances'] = []
  for (const asset of ASSETS) balances.push({ asset, ...(await wallet(q, owner, asset, { now })) })
  return { balances, suspended: await suspensionNow(q, organization) }
}
