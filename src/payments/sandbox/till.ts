import { randomBytes } from 'node:crypto'
import { type Query, sql, type Tx } from '#base'

/** One request, or one thing that falls due, inside one database transaction of the sandbox. */
export type Till = {
  tx: Tx
  now: Temporal.Instant
  /** The connected account it is about; empty for the platform's own. */
  account: string
}

/** What every kept thing has. Fields that begin with `$` are the sandbox's own and never answered. */
export type Thing = { id: string; object: string; created: number | string }

/** A refusal in the provider's own envelope. */
export class Fault extends Error {
  readonly status: number
  readonly error: Record<string, unknown>
  constructor(status: number, error: { type: string; message: string } & Record<string, unknown>) {
    super(error.message)
    this.name = 'Fault'
    this.status = status
    this.error = error
  }
}

export const invalid = (code: string, message: string, param?: string) =>
  new Fault(400, { type: 'invalid_request_error', code, message, ...(param ? { param } : {}) })

export const missing = (object: string, id: string, param = 'id') =>
  new Fault(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${object}: '${id}'`,
    param,
  })

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A name such as `ch_3Q…`: nobody guesses it, so a checkout page needs no other key. */
export function newRef(prefix: string): string {
  let text = ''
  for (const byte of randomBytes(24)) text += LETTERS[byte % LETTERS.length]
  return `${prefix}_${text}`
}

export const seconds = (instant: Temporal.Instant) => Math.floor(instant.epochMilliseconds / 1000)
export const instantOf = (unix: number) => Temporal.Instant.fromEpochMilliseconds(unix * 1000)

/** Keeps a thing; `due` says when it moves next by itself, null that it does not. */
export async function keep<Kept extends Thing>(
  till: Till,
  thing: Kept,
  options: { due?: Temporal.Instant | null; account?: string } = {},
): Promise<Kept> {
  await till.tx`
    insert into sandbox.thing (id, object, account, created, body, due)
    values (${thing.id}, ${thing.object}, ${options.account ?? till.account}, ${till.now}, ${thing}, ${options.due ?? null})`
  return thing
}

/** Changes a kept thing. Without `due`, what it waits for stays. */
export async function change<Kept extends Thing>(
  till: Till,
  thing: Kept,
  options: { due?: Temporal.Instant | null } = {},
): Promise<Kept> {
  if (options.due === undefined) {
    await till.tx`update sandbox.thing set body = ${thing} where id = ${thing.id}`
  } else {
    await till.tx`update sandbox.thing set body = ${thing}, due = ${options.due} where id = ${thing.id}`
  }
  return thing
}

/** The thing by this name, on this account. */
export async function look<Kept extends Thing>(
  till: { tx: Query; account: string },
  object: string,
  id: string,
): Promise<Kept | undefined> {
  const [row] = await till.tx<{ body: Kept }>`
    select body from sandbox.thing where id = ${id} and object = ${object} and account = ${till.account}`
  return row?.body
}

/** As `look`, or the provider's 404. */
export async function take<Kept extends Thing>(
  till: Till,
  object: string,
  id: string,
  param?: string,
): Promise<Kept> {
  const found = await look<Kept>(till, object, id)
  if (!found) throw missing(object, id, param)
  return found
}

export type Page = { limit?: number; starting_after?: string; created?: { gte?: number } }

/** Newest first, in pages of at most 100, narrowed to bodies that contain `where`. */
export async function listed<Kept extends Thing>(
  till: Till,
  object: string,
  where: Record<string, unknown>,
  page: Page,
): Promise<{ data: Kept[]; has_more: boolean }> {
  const limit = page.limit ?? 10
  const rows = await till.tx<{ body: Kept }>`
    select body from sandbox.thing
     where object = ${object} and account = ${till.account} and body @> ${where}
       ${where.transfer_group ? sql`and body ->> 'transfer_group' = ${where.transfer_group}` : sql``}
       ${page.starting_after ? sql`and seq < (select seq from sandbox.thing where id = ${page.starting_after})` : sql``}
       ${page.created?.gte ? sql`and created >= ${instantOf(page.created.gte)}` : sql``}
     order by seq desc limit ${limit + 1}`
  return { data: rows.slice(0, limit).map((row) => row.body), has_more: rows.length > limit }
}
