import { atomically } from '#base'
import { postRule } from '#ledger'
import type { Payments } from './payments.ts'
import type { Settlement } from './provider.ts'

/**
 * What the provider paid out to our own bank by itself: from its balance to the bank's account in the
 * books, once, by its own name. Told by a notice, or found by the daily reconciliation.
 */
export async function followSettlement(
  { db, provider }: Payments,
  { ref, amount, currency, at }: Settlement,
): Promise<void> {
  await atomically(db, async (tx) => {
    const fresh = await tx`
      insert into payments.settlement (provider, ref, amount, currency, at)
      values (${provider.id}, ${ref}, ${amount}, ${currency}, ${at}) on conflict do nothing returning ref`
    if (fresh.length === 0) return
    await postRule(
      tx,
      'provider.settled',
      { provider: provider.id, currency, amount },
      {
        key: `settlement:${provider.id}:${ref}`,
        about: { type: 'provider', id: provider.id },
        by: `provider:${provider.id}`,
        at,
        metadata: { settlement: ref },
      },
    )
  })
}
