import type Stripe from 'stripe'
import { tell } from './events.ts'
import { available, move } from './movements.ts'
import type { ConnectedAccount } from './payees.ts'
import * as shape from './shapes.ts'
import { charge } from './shapes-of-charges.ts'
import { change, invalid, keep, newRef, seconds, type Till, take } from './till.ts'

/** Sends money to a connected account. It draws on what is available, as at the provider. */
export async function sendTransfer(
  till: Till,
  wanted: {
    amount: number
    currency: string
    destination: string
    transfer_group?: string | undefined
    metadata?: Stripe.Metadata | undefined
    description?: string | undefined
  },
): Promise<Stripe.Transfer> {
  const account = await take<ConnectedAccount>(
    till,
    'v2.core.account',
    wanted.destination,
    'destination',
  )
  if (!account.$ready) {
    throw invalid(
      'insufficient_capabilities_for_transfer',
      'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
    )
  }
  const has = await available(till, '', wanted.currency)
  if (has < BigInt(wanted.amount)) {
    throw invalid(
      'balance_insufficient',
      'You have insufficient available funds in your Stripe account.',
    )
  }
  const id = newRef('tr')
  const arrived = await arrive(till, account.id, wanted, id)
  const moved = await move(till, {
    type: 'transfer',
    currency: wanted.currency,
    amount: -wanted.amount,
    source: id,
    description: wanted.description ?? '',
  })
  const transfer = await keep(
    till,
    shape.transfer({
      id,
      amount: wanted.amount,
      balance_transaction: moved,
      created: seconds(till.now),
      currency: wanted.currency,
      description: wanted.description ?? null,
      destination: account.id,
      destination_payment: arrived,
      metadata: wanted.metadata ?? {},
      transfer_group: wanted.transfer_group ?? null,
    }),
  )
  await tell(till, 'transfer.created', transfer)
  return transfer
}

/** The transfer as it lies on the account's own balance; its bank is paid a day later. */
async function arrive(
  till: Till,
  account: string,
  wanted: { amount: number; currency: string },
  transfer: string,
): Promise<string> {
  const there: Till = { ...till, account }
  const id = newRef('py')
  const moved = await move(there, {
    type: 'payment',
    currency: wanted.currency,
    amount: wanted.amount,
    source: id,
  })
  await keep(
    there,
    charge({
      id,
      amount: wanted.amount,
      balance_transaction: moved,
      created: seconds(till.now),
      currency: wanted.currency,
      metadata: {},
      paid: true,
      risk: 'normal',
      source_transfer: transfer,
      status: 'succeeded',
    }),
  )
  await till.tx`
    update sandbox.thing set due = least(coalesce(due, 'infinity'), ${till.now.add({ hours: 24 })})
     where id = ${account}`
  return id
}

/** Takes a transfer back from the connected account's balance. */
export async function reverseTransfer(
  till: Till,
  id: string,
  wanted: { amount?: number | undefined; metadata?: Stripe.Metadata | undefined },
): Promise<Stripe.TransferReversal> {
  const transfer = await take<Stripe.Transfer>(till, 'transfer', id)
  const left = transfer.amount - transfer.amount_reversed
  const amount = wanted.amount ?? left
  if (amount < 1 || amount > left) {
    throw invalid('amount_too_large', `Transfer ${id} has ${left} left to reverse.`, 'amount')
  }
  const account = transfer.destination as string
  if ((await available(till, account, transfer.currency)) < BigInt(amount)) {
    throw invalid(
      'balance_insufficient',
      'The connected account has insufficient funds in its balance to cover this reversal.',
    )
  }
  const reversalId = newRef('trr')
  await move(till, {
    account,
    type: 'payment_refund',
    currency: transfer.currency,
    amount: -amount,
    source: reversalId,
  })
  const moved = await move(till, {
    type: 'transfer_refund',
    currency: transfer.currency,
    amount,
    source: reversalId,
  })
  const reversal = await keep(
    till,
    shape.transferReversal({
      id: reversalId,
      amount,
      balance_transaction: moved,
      created: seconds(till.now),
      currency: transfer.currency,
      metadata: wanted.metadata ?? {},
      transfer: id,
    }),
  )
  const reversed = await change(till, {
    ...transfer,
    amount_reversed: transfer.amount_reversed + amount,
    reversed: transfer.amount_reversed + amount === transfer.amount,
    reversals: { ...transfer.reversals, data: [reversal, ...transfer.reversals.data] },
  })
  await tell(till, 'transfer.reversed', reversed)
  return reversal
}
