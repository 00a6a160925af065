import { idFrom, shareOf, split, type Tx } from '#base'

/** The whole of a price, in basis points. */
export const WHOLE = 10_000

/** Somebody who teaches a session beside its educator, and what of the price their part is, in basis points. */
export type CoEducator = { educator: string; share: number }

/** Those who teach a session: its educator first, with what the others leave; each with their commission's id. */
export function teachersOf(bookingId: string, lead: string, others: readonly CoEducator[] = []) {
  const theirs = others.reduce((sum, { share }) => sum + share, 0)
  return [
    { educator: lead, share: WHOLE - theirs, id: idFrom('commission', bookingId, 'educator') },
    ...others.map((one) => ({
      ...one,
      id: idFrom('commission', bookingId, 'educator', one.educator),
    })),
  ].map((one, index) => ({
    ...one,
    institution:
      index === 0
        ? idFrom('commission', bookingId, 'institution')
        : idFrom('commission', bookingId, 'institution', one.educator),
  }))
}

/** One commission of a booking, as far as dividing its price goes. */
export type Parted = {
  id: string
  part: 'educator' | 'institution'
  educator_id: string
  share: number
  gross: bigint
  rate: number
}

/** The price that these commissions divide: an institution earns of the same part as its educator. */
export const wholeOf = (rows: readonly Parted[]): bigint =>
  rows.reduce((sum, { part, gross }) => (part === 'educator' ? sum + gross : sum), 0n)

/**
 * Divides a price among those who teach, by their shares, to the last cent: what is over goes to those whose
 * remainder is largest. Answers each commission with its part of the price and what it earns of it.
 */
export function divide<Row extends Parted>(
  rows: readonly Row[],
  whole: bigint,
): (Row & { earns: bigint })[] {
  const own = rows.filter(({ part, share }) => part === 'educator' && share > 0)
  const parts =
    own.length > 0
      ? split(
          whole,
          own.map(({ share }) => BigInt(share)),
        )
      : []
  const of = new Map(own.map(({ educator_id }, index) => [educator_id, parts[index]!]))
  return rows.map((row) => {
    const gross = of.get(row.educator_id) ?? 0n
    return { ...row, gross, earns: shareOf(gross, BigInt(row.rate)) }
  })
}

/** Writes what was divided anew. */
async function write(tx: Tx, rows: readonly (Parted & { earns: bigint })[]): Promise<void> {
  await tx`
    update earnings.commission c set gross = v.gross, net = v.net, share = v.share
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ gross }) => gross)}::bigint[],
      ${rows.map(({ earns }) => earns)}::bigint[], ${rows.map(({ share }) => share)}::integer[])
      as v (id, gross, net, share) where c.id = v.id`
}

const pendingOf = (tx: Tx, bookingId: string) => tx<Parted>`
  select id, part, educator_id, share, gross, rate from earnings.commission
  where source_type = 'booking' and source_id = ${bookingId} and state = 'pending'
  order by part, id for update`

/** A late cancellation keeps `kept` of `of`: what the commission will come to is shown at once. */
export async function lowerCommission(
  tx: Tx,
  bookingId: string,
  kept: bigint,
  of: bigint,
): Promise<void> {
  const rows = await pendingOf(tx, bookingId)
  if (rows.length > 0) await write(tx, divide(rows, (wholeOf(rows) * kept) / of))
}

/**
 * Some of those who were to teach a booked session do not: what would have been theirs is the others', by
 * their shares. Where nobody is left it stays as it is. Answers whether anything passed. Twice is once.
 */
export async function passCommission(
  tx: Tx,
  bookingId: string,
  absent: readonly string[],
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await pendingOf(tx, bookingId)
  const gone = rows.filter(({ educator_id }) => absent.includes(educator_id))
  const stay = rows.filter(({ educator_id }) => !absent.includes(educator_id))
  const own = stay.filter(({ part }) => part === 'educator')
  if (gone.length === 0 || own.length === 0) return false
  const shares = split(
    BigInt(WHOLE),
    own.map(({ share }) => BigInt(share)),
  )
  const of = new Map(own.map(({ educator_id }, index) => [educator_id, Number(shares[index])]))
  const anew = stay.map((row) => ({ ...row, share: of.get(row.educator_id)! }))
  await write(tx, [
    ...divide(anew, wholeOf(rows)),
    ...gone.map((row) => ({ ...row, share: 0, gross: 0n, earns: 0n })),
  ])
  await tx`
    update earnings.commission set state = 'cancelled', cancelled_at = ${now}
    where id = any(${gone.map(({ id }) => id)}::uuid[])`
  return true
}
