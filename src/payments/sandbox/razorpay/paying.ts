import type { Contact, FundAccount, RazorpayPayout } from '../../razorpay/wire.ts'
import { tell } from './events.ts'
import { line, PAYOUT_ACCOUNT, pocketOf } from './lines.ts'
import { change, type Desk, Fault, keep, listed, newRef, seconds, take } from './store.ts'

/** What a payout costs, the tax of 18 % on it included. */
const FEE = { fee: 236, tax: 36 }
const MINUTES_AT_BANK = 30

export type Banked = FundAccount & {
  $number: string
  $refuses: boolean
  bank_account?: { name: string; ifsc: string; account_number: string } | undefined
  vpa?: { address: string } | undefined
}

export async function openContact(
  desk: Desk,
  given: { name: string; email?: string | undefined; reference_id?: string | undefined },
): Promise<Contact> {
  const same = { name: given.name, email: given.email ?? null }
  // The same person again is the same contact.
  const [known] = await listed<Contact>(desk, 'contact', same, { count: 1 })
  if (known) return known
  return keep<Contact>(desk, 'contact', {
    id: newRef('cont'),
    entity: 'contact',
    ...same,
    reference_id: given.reference_id ?? null,
    active: true,
    created_at: seconds(desk.now),
  })
}

export async function openFundAccount(
  desk: Desk,
  given: {
    contact_id: string
    account_type: string
    bank_account?: { name: string; ifsc: string; account_number: string } | undefined
    vpa?: { address: string } | undefined
  },
): Promise<Banked> {
  await take(desk, 'contact', given.contact_id)
  const { bank_account: bank, vpa } = given
  if ((given.account_type === 'vpa') !== (vpa !== undefined) || (!bank && !vpa)) {
    throw new Fault('The account type and its details do not match.', 400, 'account_type')
  }
  if (bank && !/^[A-Z]{4}0[A-Z0-9]{6}$/.test(bank.ifsc)) {
    throw new Fault('Invalid IFSC Code in Bank Account', 400, 'ifsc')
  }
  if (vpa && !/^[\w.-]{3,}@[a-z]{2,}$/i.test(vpa.address)) {
    throw new Fault('Invalid VPA. Please enter a valid Virtual Payment Address', 400, 'vpa')
  }
  const number = bank ? `${bank.ifsc}/${bank.account_number}` : vpa!.address
  const all = await listed<Banked>(
    desk,
    'fund_account',
    { contact_id: given.contact_id },
    { count: 100 },
  )
  const known = all.find((one) => one.$number === number)
  if (known) return change(desk, { ...known, active: true })
  return keep<Banked>(desk, 'fund_account', {
    id: newRef('fa'),
    entity: 'fund_account',
    contact_id: given.contact_id,
    account_type: given.account_type,
    active: true,
    created_at: seconds(desk.now),
    ...(bank ? { bank_account: bank } : { vpa }),
    $number: number,
    // The published test address, and any account whose number ends so, sends money back.
    $refuses: number === 'failure@razorpay' || number.endsWith('0000'),
  })
}

export async function openPayout(
  desk: Desk,
  given: {
    account_number: string
    fund_account_id: string
    amount: number
    mode: string
    reference_id?: string | undefined
  },
): Promise<RazorpayPayout> {
  if (given.account_number !== PAYOUT_ACCOUNT) {
    throw new Fault('The RazorpayX Account number is invalid.', 400, 'account_number')
  }
  const bank = await take<Banked>(desk, 'fund_account', given.fund_account_id)
  if (!bank.active) throw new Fault('The fund account is inactive', 400, 'fund_account_id')
  const whole = given.amount + FEE.fee
  if ((await pocketOf(desk, 'payouts')) < BigInt(whole)) {
    throw new Fault('Your account does not have enough balance to carry out the payout operation.')
  }
  const payout = await keep<RazorpayPayout>(
    desk,
    'payout',
    {
      id: newRef('pout'),
      entity: 'payout',
      fund_account_id: bank.id,
      amount: given.amount,
      currency: 'INR',
      notes: [],
      fees: FEE.fee,
      tax: FEE.tax,
      status: 'processing',
      reference_id: given.reference_id ?? null,
      created_at: seconds(desk.now),
    },
    desk.now.add({ minutes: MINUTES_AT_BANK }),
  )
  await line(desk, { pocket: 'payouts', type: 'payout', debit: whole, ...FEE, about: payout.id })
  await tell(desk, 'payout.initiated', { payout })
  return payout
}

/** The payee's bank has taken it, or has sent it back: then the money is ours again, the fee is not. */
export async function payoutDue(desk: Desk, payout: RazorpayPayout): Promise<void> {
  const bank = await take<Banked>(desk, 'fund_account', payout.fund_account_id)
  if (!bank.$refuses) {
    const done = await change(desk, { ...payout, status: 'processed' }, null)
    await tell(desk, 'payout.processed', { payout: done })
    return
  }
  const reason = 'beneficiary_bank_rejected'
  const details = { reason, description: 'The bank of the beneficiary sent the money back.' }
  const back = await change(desk, { ...payout, status: 'reversed', status_details: details }, null)
  await line(desk, { pocket: 'payouts', type: 'reversal', credit: payout.amount, about: payout.id })
  await tell(desk, 'payout.reversed', { payout: back })
}
