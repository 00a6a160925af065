import { randomBytes } from 'node:crypto'
import { type Query, sql, type Tx } from '#base'

/** One request, or one thing that falls due, inside one database transaction of the sandbox. */
export type Desk = { tx: Tx; now: Temporal.Instant }

/** What every kept thing has. Fields that begin with `$` are the sandbox's own and never answered. */
export type Kept = { id: string; created_at: number }

/** A refusal in the provider's own envelope: one code, and words. */
export class Fault extends Error {
  override name = 'Fault'
  readonly status: number
  readonly field: string | undefined
  constructor(message: string, status = 400, field?: string) {
    super(message)
    this.status = status
    this.field = field
  }
  get body() {
    return {
      error: {
        code: 'BAD_REQUEST_ERROR',
        description: this.message,
        source: 'business',
        step: 'payment_initiation',
        reason: 'input_validation_failed',
        metadata: {},
        ...(this.field ? { field: this.field } : {}),
      },
    }
  }
}

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A name such as `pay_3Q…`: long enough that nobody guesses it, so its page needs no other key. */
export function newRef(prefix: string): string {
  let text = ''
  for (const byte of randomBytes(20)) text += LETTERS[byte % LETTERS.length]
  return `${prefix}_${text}`
}

export const seconds = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 1000)
export const instantOf = (unix: number) => Temporal.Instant.fromEpochMilliseconds(unix * 1000)

/** Fields that begin with `$` are nobody else's business. */
export const shown = <Whole extends object>(thing: Whole) =>
  Object.fromEntries(Object.entries(thing).filter(([name]) => !name.startsWith('$'))) as Whole

export async function keep<Thing extends Kept>(
  { tx, now }: Desk,
  entity: string,
  thing: Thing,
  due: Temporal.Instant | null = null,
): Promise<Thing> {
  await tx`
    insert into sandbox.razorpay (id, entity, created, body, due)
    values (${thing.id}, ${entity}, ${now}, ${thing}, ${due})`
  return thing
}

/** Changes a kept thing. Without `due`, what it waits for stays. */
export async function change<Thing extends Kept>(
  { tx }: Desk,
  thing: Thing,
  due?: Temporal.Instant | null,
): Promise<Thing> {
  if (due === undefined) {
    await tx`update sandbox.razorpay set body = ${thing} where id = ${thing.id}`
  } else {
    await tx`update sandbox.razorpay set body = ${thing}, due = ${due} where id = ${thing.id}`
  }
  return thing
}

export async function look<Thing>(
  { tx }: { tx: Query },
  entity: string,
  id: string,
): Promise<Thing | undefined> {
  const [row] = await tx<{ body: Thing }>`
    select body from sandbox.razorpay where id = ${id} and entity = ${entity}`
  return row?.body
}

/** As `look`, or the provider's no. */
export async function take<Thing>(desk: Desk, entity: string, id: string): Promise<Thing> {
  const found = await look<Thing>(desk, entity, id)
  if (!found) throw new Fault('The id provided does not exist')
  return found
}

export type Page = {
  from?: number | undefined
  to?: number | undefined
  count?: number | undefined
  skip?: number | undefined
}

/** Newest first, narrowed to bodies that contain `where`. */
export async function listed<Thing>(
  { tx }: Desk,
  entity: string,
  where: Record<string, unknown>,
  { from, to, count = 10, skip = 0 }: Page,
): Promise<Thing[]> {
  const rows = await tx<{ body: Thing }>`
    select body from sandbox.razorpay
     where entity = ${entity} and body @> ${where}
       ${from === undefined ? sql`` : sql`and created >= ${instantOf(from)}`}
       ${to === undefined ? sql`` : sql`and created <= ${instantOf(to)}`}
     order by seq desc limit ${count} offset ${skip}`
  return rows.map(({ body }) => body)
}

export const collection = <Item extends object>(items: Item[]) => ({
  entity: 'collection',
  count: items.length,
  items: items.map(shown),
})
