import assert from 'node:assert/strict'
import { atomically, type Db, newId, type Tx } from '#base'
import { hold, postRule } from '#ledger'
import * as stock from '#messaging'

type MessageAsset = stock.StockPart['asset']

/** It is refused, and with this code. */
export const refused = (promise: Promise<unknown>, code: string) =>
  assert.rejects(promise, (error: { code?: string }) => error.code === code)

export const at = (text: string) => Temporal.Instant.from(text)
export const NOW = at('2026-11-22T06:00:00Z')
export const [ANA, BEN] = ['person:ana', 'person:ben']
type Ordered = Partial<{
  asset: MessageAsset
  quantity: bigint
  unitCost: bigint
  tax: bigint
  recoverable: boolean
}>
export const line = (given: Ordered = {}) => ({
  asset: 'SMS' as MessageAsset,
  quantity: 100_000n,
  unitCost: 150_000n,
  tax: 270_000n,
  recoverable: true,
  ...given,
})

/** Buying, selling and using stock in a test's database. */
export function stockroom(of: () => Db) {
  /** An order that is approved; by Ben where it is too large for Ana. */
  async function ordered(
    provider: string,
    lines: readonly ReturnType<typeof line>[],
    now = NOW,
  ): Promise<string> {
    return atomically(of(), async (tx) => {
      const id = await stock.draftPurchase(tx, { provider, lines }, ANA, now)
      await stock.submitPurchase(tx, id, ANA, now)
      await stock.approvePurchase(tx, id, BEN, now)
      return id
    })
  }

  const receive = (id: string, quantity: bigint, more: Partial<stock.Receiving> = {}, now = NOW) =>
    atomically(of(), (tx) =>
      stock.receivePurchase(tx, { id, line: 1, quantity, ...more }, ANA, now),
    )

  /** Stock out of nothing: as if ordered, approved and received. */
  async function bought(provider: string, given: Ordered, now = NOW): Promise<void> {
    const id = await ordered(provider, [line({ tax: 0n, ...given })], now)
    await receive(id, given.quantity ?? 100_000n, {}, now)
  }

  const sold = (
    tx: Tx,
    organization: string,
    asset: MessageAsset,
    quantity: bigint,
    net = quantity,
  ) =>
    postRule(
      tx,
      'package.sold',
      {
        organization: { type: 'organization', id: organization },
        provider: 'card',
        currency: 'INR',
        net,
        tax: 0n,
        fee: 0n,
        parts: [{ asset, quantity, worth: 1n }],
      },
      { key: `sold:${newId()}`, about: { type: 'order', id: organization }, by: 'test', at: NOW },
    )

  /** Messages of an organization that were delivered by a provider. */
  async function delivered(
    organization: string,
    provider: string,
    asset: MessageAsset,
    units: bigint,
    now = NOW,
  ): Promise<void> {
    const owner = { type: 'organization', id: organization } as const
    const about = { type: 'message', id: newId() }
    await atomically(of(), async (tx) => {
      const deed = { about, by: 'test', at: now }
      const held = await hold(tx, { ...deed, key: `hold:${newId()}`, owner, asset, units })
      await postRule(
        tx,
        'message.delivered',
        { hold: held.id, provider, quantity: units },
        { ...deed, key: `delivered:${newId()}` },
      )
    })
  }

  return { ordered, receive, bought, sold, delivered }
}
