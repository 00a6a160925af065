import { createHmac } from 'node:crypto'
import type { PaymentLink, RazorpayPayment } from '../../razorpay/wire.ts'
import { openDispute } from './disputes.ts'
import { tell } from './events.ts'
import { line } from './lines.ts'
import { change, type Desk, Fault, instantOf, keep, newRef, seconds, take } from './store.ts'

/** What a way to pay does. Any other is refused: the sandbox takes no real card and no real address. */
export type Behaviour = 'works' | 'declined' | 'authorized' | 'disputed' | 'refund_fails'

export const TEST_MEANS: Record<string, { behaviour: Behaviour; says: string }> = {
  'success@razorpay': { behaviour: 'works', says: 'UPI: the payment succeeds' },
  'failure@razorpay': { behaviour: 'declined', says: 'UPI: the payment fails' },
  '4111111111111111': { behaviour: 'works', says: 'Card: the payment succeeds' },
  '4000000000000002': { behaviour: 'declined', says: 'Card: the bank declines' },
  '5267318187975449': {
    behaviour: 'authorized',
    says: 'Card: only authorised; Stoa has to capture it',
  },
  '4000000000000259': { behaviour: 'disputed', says: 'Card: works, and is disputed' },
  'returns@razorpay': { behaviour: 'refund_fails', says: 'UPI: works; a refund fails a day later' },
}

export type Link = PaymentLink & {
  $url: string
  $says: string
  $name: string
  accept_partial: boolean
  amount_paid: number
  expired_at: number
  cancelled_at: number
}
export type Paying = RazorpayPayment & { $behaviour: Behaviour; $link: string }

export type NewLink = {
  amount: number
  currency: string
  reference_id: string
  description?: string | undefined
  customer: { name?: string | undefined; email?: string | undefined }
  expire_by?: number | undefined
  notes?: Record<string, string> | undefined
  callback_url?: string | undefined
}

const MINUTES_AT_LEAST = 15

export async function openLink(desk: Desk, wanted: NewLink, pages: string): Promise<Link> {
  const { tx, now } = desk
  if (wanted.currency !== 'INR') throw new Fault('Currency is not supported', 400, 'currency')
  const expires = wanted.expire_by ? instantOf(wanted.expire_by) : now.add({ hours: 24 * 180 })
  if (now.until(expires).total('minutes') < MINUTES_AT_LEAST - 0.5) {
    throw new Fault('expire_by must be at least 15 minutes after current time.', 400, 'expire_by')
  }
  const taken = await tx`
    select from sandbox.razorpay where entity = 'payment_link' and body ->> 'reference_id' = ${wanted.reference_id}`
  if (taken.length > 0) {
    throw new Fault(
      `payment link with given reference_id (${wanted.reference_id}) already exists`,
      400,
      'reference_id',
    )
  }
  const id = newRef('plink')
  return keep<Link>(
    desk,
    'payment_link',
    {
      id,
      amount: wanted.amount,
      amount_paid: 0,
      accept_partial: false,
      currency: wanted.currency,
      status: 'created',
      reference_id: wanted.reference_id,
      short_url: `${pages}/${id}`,
      expire_by: seconds(expires),
      expired_at: 0,
      cancelled_at: 0,
      notes: wanted.notes ?? null,
      payments: null,
      created_at: seconds(now),
      $url: wanted.callback_url ?? '/',
      $says: wanted.description ?? '',
      $name: wanted.customer.name ?? '',
    },
    expires,
  )
}

export async function endLink(desk: Desk, link: Link, how: 'cancelled' | 'expired'): Promise<Link> {
  if (link.status !== 'created') {
    throw new Fault(
      `Payment Link cannot be ${how} as it is ${link.status === 'paid' ? 'already paid' : link.status}.`,
    )
  }
  const ended = { ...link, status: how, [`${how}_at`]: seconds(desk.now) }
  await change(desk, ended, null)
  await tell(desk, `payment_link.${how}`, { payment_link: ended })
  return ended
}

export type Paid =
  | { outcome: 'paid'; goTo: string }
  | { outcome: 'declined'; message: string }
  | { outcome: 'closed'; status: string; goTo: string }

/** The buyer presses "Pay" on the provider's page. */
export async function payLink(
  desk: Desk,
  id: string,
  means: string,
  keySecret: string,
): Promise<Paid> {
  const link = await take<Link>(desk, 'payment_link', id)
  if (link.status !== 'created') return { outcome: 'closed', status: link.status, goTo: link.$url }
  const test = Object.hasOwn(TEST_MEANS, means) ? TEST_MEANS[means] : undefined
  if (!test) {
    const message = 'That is no test card or address. This is a sandbox: use one of those listed.'
    return { outcome: 'declined', message }
  }
  const payment = await keep<Paying>(desk, 'payment', {
    id: newRef('pay'),
    entity: 'payment',
    amount: link.amount,
    currency: link.currency,
    status: test.behaviour === 'declined' ? 'failed' : 'authorized',
    captured: false,
    order_id: newRef('order'),
    fee: null,
    tax: null,
    created_at: seconds(desk.now),
    $behaviour: test.behaviour,
    $link: link.id,
  })
  if (test.behaviour === 'declined') {
    await tell(desk, 'payment.failed', { payment })
    return { outcome: 'declined', message: 'Payment was unsuccessful: your bank declined it.' }
  }
  const taken = test.behaviour === 'authorized' ? payment : await capture(desk, payment)
  const status = taken.captured ? ('captured' as const) : ('authorized' as const)
  const paid: Link = {
    ...link,
    status: 'paid',
    amount_paid: link.amount,
    payments: [{ payment_id: payment.id, status, amount: payment.amount }],
  }
  await change(desk, paid, null)
  await tell(desk, 'payment_link.paid', { payment_link: paid, payment: taken })
  if (test.behaviour === 'disputed') await openDispute(desk, taken.id, {})
  return { outcome: 'paid', goTo: goTo(paid, payment.id, keySecret) }
}

/** Where the buyer is sent, with what the provider signs about it. */
function goTo(link: Link, payment: string, keySecret: string): string {
  const url = new URL(link.$url)
  const said = [link.id, link.reference_id, 'paid', payment]
  const signature = createHmac('sha256', keySecret).update(said.join('|')).digest('hex')
  const names = [
    'razorpay_payment_link_id',
    'razorpay_payment_link_reference_id',
    'razorpay_payment_link_status',
    'razorpay_payment_id',
  ]
  for (const [index, name] of names.entries()) url.searchParams.set(name, said[index]!)
  url.searchParams.set('razorpay_signature', signature)
  return url.href
}

/** 2 % and the tax of 18 % on it, each rounded half up. */
export function feeOf(amount: number): { fee: number; tax: number } {
  const bare = Math.floor((amount * 2 + 50) / 100)
  const tax = Math.floor((bare * 18 + 50) / 100)
  return { fee: bare + tax, tax }
}

/** Takes the money of an authorised payment. */
export async function capture(desk: Desk, payment: Paying): Promise<Paying> {
  if (payment.captured) throw new Fault('This payment has already been captured')
  if (payment.status !== 'authorized') {
    throw new Fault('Only payments which have been authorized and not yet captured can be captured')
  }
  const { fee, tax } = feeOf(payment.amount)
  const taken: Paying = { ...payment, status: 'captured', captured: true, fee, tax }
  await change(desk, taken)
  await line(desk, {
    pocket: 'gateway',
    type: 'payment',
    credit: payment.amount - fee,
    fee,
    tax,
    about: payment.id,
    payment: payment.id,
  })
  await tell(desk, 'payment.captured', { payment: taken })
  return taken
}
