import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { isId, type Query, sql, type Tx } from '#base'
import { CATEGORIES, type Category, WAYS, type Way } from '../message.ts'
import { writeWish } from './consent.ts'
import { refuse } from './problems.ts'

/** Where a link that ends mailings leads, under the address of this Stoa: RFC 8058 posts to it. */
export const MAILING_PATH = '/api/mailings/'

export type Mailing = { organization: string; way: Way; address: string; category: Category }

type Link = Omit<Mailing, 'address'> & { mark: Buffer }
type Seal = { salt: Buffer; key: Buffer }

async function sealOf(q: Query): Promise<Seal> {
  const [row] = await q<Seal>`select salt, link_key as key from messaging.seal`
  return row!
}

/**
 * Makes the links by which messages of a category end: signed, without the address in them, and good for ever, since a
 * message may be opened years later. The key is read once, so that a hundred thousand links cost no statement each.
 */
export async function mailingLinks(q: Query): Promise<(mailing: Mailing) => string> {
  const { salt, key } = await sealOf(q)
  return ({ organization, way, address, category }) => {
    const mark = createMark(salt, way, address)
    return `${MAILING_PATH}${tokenOf({ organization, way, category, mark }, key)}`
  }
}

/** As `messaging.mark_of` does it. */
function createMark(salt: Buffer, way: Way, address: string): Buffer {
  return hash('sha256', Buffer.concat([salt, Buffer.from(`${way} ${address}`)]), 'buffer')
}

function tokenOf(link: Link, key: Buffer): string {
  const said = `${link.organization}.${link.way}.${link.category}.${link.mark.toString('base64url')}`
  return `${said}.${createHmac('sha256', key).update(said).digest('base64url')}`
}

async function linkOf(q: Query, token: string): Promise<Link> {
  const { key } = await sealOf(q)
  const [organization = '', way, category, mark = ''] = token.split('.')
  const link = {
    organization,
    way: way as Way,
    category: category as Category,
    mark: Buffer.from(mark, 'base64url'),
  }
  const right = Buffer.from(tokenOf(link, key))
  const given = Buffer.from(token)
  const whole = isId(organization) && WAYS.includes(link.way) && CATEGORIES.includes(link.category)
  if (!whole || right.length !== given.length || !timingSafeEqual(right, given))
    throw refuse('mailing_link_unknown')
  return link
}

/** What a link ends: whose messages, of which kind, and whether they are still sent. */
export type MailingSeen = { organization: string; way: Way; category: Category; wanted: boolean }

/** Refusal: mailing_link_unknown. */
export async function readMailing(q: Query, token: string): Promise<MailingSeen> {
  const { organization, way, category, mark } = await linkOf(q, token)
  const [row] = await q<{ name: string; given: boolean | null }>`
    select o.name, n.given from people.organization_view o
    left join messaging.consent_now n on n.organization_id = o.id and n.way = ${way} and n.mark = ${mark}
      and n.category = ${category}
    where o.id = ${organization}`
  if (!row) throw refuse('mailing_link_unknown')
  return { organization: row.name, way, category, wanted: row.given ?? true }
}

/**
 * One press, without signing in: messages of the link's kind end, or all but what somebody asks for with a code; or
 * they are wanted again. Twice is once. Refusal: mailing_link_unknown.
 */
export async function followMailing(
  tx: Tx,
  {
    token,
    wanted,
    everything = false,
    ip,
  }: {
    token: string
    wanted: boolean
    everything?: boolean | undefined
    ip?: string | undefined
  },
  now: Temporal.Instant,
): Promise<MailingSeen> {
  const link = await linkOf(tx, token)
  const { organization, way, category, mark } = link
  const wish = {
    organization,
    way,
    mark: sql`${mark}::bytea`,
    given: wanted,
    categories: everything ? undefined : [category],
    source: 'link' as const,
    ip,
  }
  await writeWish(tx, wish, 'recipient', now)
  return readMailing(tx, token)
}
