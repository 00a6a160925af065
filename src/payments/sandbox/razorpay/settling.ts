import type { RazorpaySettlement } from '../../razorpay/wire.ts'
import { tell } from './events.ts'
import { line } from './lines.ts'
import { change, type Desk, type Kept, keep, look, newRef, seconds } from './store.ts'

/** Settles every morning, in India, what is two days old. */
const HOUR = 9
const DAYS = 2
const BOOK = 'settling_every_morning'

type Book = Kept & { payouts: boolean }

const nextMorning = (now: Temporal.Instant) => {
  const today = now.toZonedDateTimeISO('Asia/Kolkata').with({ hour: HOUR, minute: 0, second: 0 })
  const at = today.round('second').toInstant()
  return Temporal.Instant.compare(at, now) > 0 ? at : at.add({ hours: 24 })
}

/** Begins to settle, once; `payouts`: into the account that payouts are made from. */
export async function beginSettling(desk: Desk, payouts: boolean): Promise<void> {
  const book = await look<Book>(desk, '$settling', BOOK)
  if (book) {
    if (book.payouts !== payouts) await change(desk, { ...book, payouts })
    return
  }
  const made = { id: BOOK, created_at: seconds(desk.now), payouts }
  await keep(desk, '$settling', made, nextMorning(desk.now))
}

export async function settleDue(desk: Desk, book: Book): Promise<void> {
  await settle(desk, book.payouts)
  await change(desk, book, nextMorning(desk.now))
}

/** Settles what is due; nothing where it would be less than nothing. */
async function settle(desk: Desk, payouts: boolean): Promise<void> {
  const { tx, now } = desk
  const before = now.subtract({ hours: 24 * DAYS })
  const open = await tx<{ id: string; net: bigint }>`
    select id, credit - debit as net from sandbox.razorpay_line
     where pocket = 'gateway' and settlement is null and (type <> 'payment' or created <= ${before})`
  const net = open.reduce((sum, one) => sum + one.net, 0n)
  if (net <= 0n) return
  const settlement = await keep<RazorpaySettlement>(desk, 'settlement', {
    id: newRef('setl'),
    entity: 'settlement',
    amount: Number(net),
    status: 'processed',
    fees: 0,
    tax: 0,
    utr: newRef('utr').slice(4).toUpperCase(),
    created_at: seconds(now),
  })
  await tx`
    update sandbox.razorpay_line set settlement = ${settlement.id}, settled = ${now}, utr = ${settlement.utr}
     where id = any(${open.map(({ id }) => id)}::text[])`
  if (payouts) {
    await line(desk, {
      pocket: 'payouts',
      type: 'bank_transfer',
      credit: Number(net),
      about: settlement.id,
      utr: settlement.utr!,
    })
  }
  await tell(desk, 'settlement.processed', { settlement })
}
