import { idFrom } from '#base'
import {
  type BankPayout,
  type OpenCheckout,
  type OpenPayee,
  type Payee,
  type PayPayee,
  Refused,
  type SetBank,
  type Transfer,
} from '../provider.ts'
import { type Client, sure } from './client.ts'
import * as read from './reading.ts'
import type { Collection, Contact, FundAccount, RazorpayPayout } from './wire.ts'

/** The account that payouts are made from, or none: then nobody is paid through the provider. */
export type PayoutAccount = { accountNumber: string } | undefined

/** Up to this (paise) a payout goes at once by IMPS, above it by NEFT. */
const IMPS_AT_MOST = 50_000_000n

/** The account to pay from. Refuses by name where payouts are not switched on, and says what to do. */
function accountOf(account: PayoutAccount): string {
  if (account) return account.accountNumber
  throw new Refused(
    'payouts_not_enabled',
    'Payouts are not switched on for this Razorpay account. Ask Razorpay for RazorpayX, let settlements go to its account, and give Stoa that account’s number; until then pay by hand.',
    false,
  )
}

/**
 * Makes a contact there for the payee. The provider answers the same contact when asked again with the
 * same name and address. They can receive money once it knows their bank (`setBank`).
 */
export async function openPayee(
  client: Client,
  account: PayoutAccount,
  command: OpenPayee,
): Promise<Payee> {
  accountOf(account)
  if (command.country !== 'IN') {
    throw new Refused('payee_country', 'Razorpay pays to banks in India only.', false)
  }
  const contact = await client.post<Contact>('/v1/contacts', {
    body: {
      name: command.name.slice(0, 50),
      email: command.email,
      type: 'vendor',
      reference_id: read.shortId(idFrom(command.owner)),
      notes: { stoa_owner: command.owner },
    },
  })
  return payeeOf(client, sure(contact, 'cont_'))
}

async function payeeOf(client: Client, contact: Contact): Promise<Payee> {
  const bank = contact.active ? await bankOf(client, contact.id) : undefined
  return { ref: contact.id, canReceive: bank !== undefined }
}

export async function lookUpPayee(client: Client, ref: string): Promise<Payee | undefined> {
  const contact = await client.look<Contact>(`/v1/contacts/${encodeURIComponent(ref)}`)
  return contact && payeeOf(client, sure(contact, 'cont_'))
}

/** The bank account that a contact is paid to: the latest that is in use. */
async function bankOf(client: Client, contact: string): Promise<FundAccount | undefined> {
  const accounts: FundAccount[] = []
  for await (const one of client.all<FundAccount>('/v1/fund_accounts', { contact_id: contact }))
    accounts.push(one)
  return accounts
    .filter(({ active, contact_id }) => active && contact_id === contact)
    .sort((a, b) => b.created_at - a.created_at)[0]
}

/** Hands on where a payee's bank is; the account before is used no more. */
export async function setBank(
  client: Client,
  account: PayoutAccount,
  { payee, bank }: SetBank,
): Promise<Payee> {
  accountOf(account)
  const before = await bankOf(client, payee)
  const made = await client.post<FundAccount>('/v1/fund_accounts', {
    body: {
      contact_id: payee,
      ...('vpa' in bank
        ? { account_type: 'vpa', vpa: { address: bank.vpa } }
        : {
            account_type: 'bank_account',
            bank_account: {
              name: bank.name,
              ifsc: bank.ifsc,
              account_number: bank.accountNumber,
            },
          }),
    },
  })
  sure(made, 'fa_')
  // The same details again are the same account there.
  if (before && before.id !== made.id) {
    await client.patch(`/v1/fund_accounts/${encodeURIComponent(before.id)}`, { active: false })
  }
  return { ref: payee, canReceive: made.active }
}

export async function pay(
  client: Client,
  account: PayoutAccount,
  command: PayPayee,
): Promise<Transfer> {
  const from = accountOf(account)
  if (command.currency !== 'INR') throw notInRupees(command)
  const bank = await bankOf(client, command.payee)
  if (!bank) {
    throw new Refused(
      'payee_bank_unusable',
      'The payee has not said yet where their bank account is.',
      true,
    )
  }
  const payout = await client.post<RazorpayPayout>('/v1/payouts', {
    body: {
      account_number: from,
      fund_account_id: bank.id,
      amount: Number(command.amount),
      currency: command.currency,
      mode: bank.account_type === 'vpa' ? 'UPI' : command.amount > IMPS_AT_MOST ? 'NEFT' : 'IMPS',
      purpose: 'payout',
      queue_if_low_balance: false,
      reference_id: read.shortId(command.payoutId),
      narration: 'Stoa payout',
    },
    key: { header: 'X-Payout-Idempotency', value: idFrom(command.key) },
  })
  return read.transferOf(sure(payout, 'pout_'))
}

/** A payout's id is its reference there, so that one whose answer was lost is found again by it. */
export async function findPayout(
  client: Client,
  account: PayoutAccount,
  payoutId: string,
): Promise<Transfer | undefined> {
  const found = await client.get<Collection<RazorpayPayout>>('/v1/payouts', {
    account_number: accountOf(account),
    reference_id: read.shortId(payoutId),
    count: 10,
  })
  const standing = found.items.find((one) => !read.cameBack(one))
  return standing && read.transferOf(sure(standing, 'pout_'))
}

const payoutBy = (client: Client, ref: string) =>
  client.look<RazorpayPayout>(`/v1/payouts/${encodeURIComponent(ref)}`)

export async function lookUpTransfer(client: Client, ref: string): Promise<Transfer | undefined> {
  const payout = await payoutBy(client, ref)
  return payout && read.transferOf(sure(payout, 'pout_'))
}

export async function lookUpBankPayout(
  client: Client,
  ref: string,
): Promise<BankPayout | undefined> {
  const payout = await payoutBy(client, ref)
  return payout && read.bankPayoutOf(sure(payout, 'pout_'))
}

export const notInRupees = ({ currency }: Pick<OpenCheckout, 'currency'>) =>
  new Refused(
    'currency_not_taken',
    `Razorpay takes and pays INR here, not ${currency}. Let another provider serve that currency.`,
    false,
  )
