import { atomically, type Db, newId, type Tx } from '#base'
import { postRule } from '#ledger'
import { createOrganization } from '#people'

type Way = 'sms' | 'whatsapp' | 'email'
type Asset = 'SMS' | 'WHATSAPP' | 'EMAIL'

/** A study library that writes to its members: credits bought, contacts with numbers and addresses, templates. */
export async function library(
  db: Db,
  given: {
    now: Temporal.Instant
    contacts?: number
    credits?: Partial<Record<Asset, bigint>>
    /** Given where members live in several places. */
    zones?: readonly (string | null)[]
  },
) {
  const { now, contacts = 0, credits = {}, zones = ['Asia/Kolkata'] } = given
  const id = await atomically(db, async (tx) => {
    const made = await createOrganization(tx, { name: `Library ${newId().slice(-6)}` }, now)
    return made.id
  })
  const owner = { type: 'organization', id } as const
  const own = {
    id,
    owner,
    /** Message credits, bought at their unit price, with a year to spend them. */
    async buys(asset: Asset, quantity: bigint) {
      const facts = {
        organization: owner,
        provider: 'sandbox',
        currency: 'INR',
        net: quantity * 25n,
        tax: 0n,
        fee: 0n,
        expiresAt: now.add({ hours: 24 * 365 }),
        parts: [{ asset, quantity, worth: quantity * 25n }],
      }
      const deed = {
        key: `bought:${newId()}`,
        about: { type: 'order', id: newId() },
        by: 'test',
        at: now,
      }
      await atomically(db, (tx) => postRule(tx, 'package.sold', facts, deed))
    },
    /** So many more members, numbered on; each has a number for SMS and WhatsApp, and an e-mail address. */
    async joins(count: number, from = 0) {
      await atomically(db, async (tx) => {
        const ids = Array.from({ length: count }, () => newId())
        const numbers = ids.map((_, index) => from + index)
        const clocks = numbers.map((at) => zones[at % zones.length]!)
        await tx`
          insert into messaging.contact (id, organization_id, name, reference, zone, fields, made_by, made_at, changed_at)
          select id, ${id}, 'Member ' || n, 'M' || n, zone, jsonb_build_object('seat', 'B' || n), 'test', ${now}, ${now}
          from unnest(${ids}::uuid[], ${numbers}::int[], ${clocks}::text[]) as t (id, n, zone)`
        for (const way of ['sms', 'whatsapp', 'email'] as const) {
          await tx`
            insert into messaging.contact_address (organization_id, contact_id, way, address, country, position)
            select ${id}, id, ${way}, case when ${way} = 'email' then 'member' || n || '@example.org'
              else '+9198' || (10000000 + n) end, case when ${way} = 'email' then null else 'IN' end, 0
            from unnest(${ids}::uuid[], ${numbers}::int[]) as t (id, n)`
        }
      })
    },
    /** Everybody allows offers on a way. */
    async allow(way: Way, category = 'marketing', given = true, most = 1e9) {
      await atomically(db, async (tx) => {
        const rows = await tx<{ address: string }>`
          select address from messaging.contact_address where organization_id = ${id} and way = ${way}
          order by length(address), address limit ${most}`
        await tx`
          insert into messaging.consent (id, organization_id, way, mark, category, given, source, at, written_at, by)
          select id, ${id}, ${way}, messaging.mark_of(${way}, address), ${category}, ${given}, 'paper', ${now}, ${now}, 'test'
          from unnest(${rows.map(() => newId())}::uuid[], ${rows.map(({ address }) => address)}::text[]) as t (id, address)`
      })
    },
    /** A template; `{{name}}` and whatever else the text names are its variables. */
    template(way: Way, text: string, more: { category?: string; subject?: string } = {}) {
      return atomically(db, (tx) => writeTemplate(tx, id, { way, text, ...more }, now))
    },
  }
  for (const [asset, quantity] of Object.entries(credits)) await own.buys(asset as Asset, quantity)
  if (contacts > 0) await own.joins(contacts)
  return own
}

async function writeTemplate(
  tx: Tx,
  organization: string,
  given: { way: Way; text: string; category?: string; subject?: string },
  now: Temporal.Instant,
): Promise<string> {
  const { way, text, category = 'utility', subject } = given
  const template = newId()
  const named = `${subject ?? ''} ${text}`.matchAll(/\{\{\s*([a-z_0-9]+)\s*\}\}/g)
  const variables = [...new Set([...named].map(([, name]) => name!))].map((name) => ({
    name,
    kind: 'text',
    sample: 'x',
    otherwise: null,
    most: 200,
  }))
  const words = {
    en: way === 'email' ? { text, subject: subject ?? 'From your library' } : { text },
  }
  await tx`
    insert into messaging.template (id, organization_id, name, way, category, made_by, made_at)
    values (${template}, ${organization}, ${`t${template.slice(-8)}`}, ${way}, ${category}, 'test', ${now})`
  await tx`
    insert into messaging.template_version (template_id, version, variables, words, fallback, made_by, made_at)
    values (${template}, 1, ${JSON.stringify(variables)}::jsonb, ${words}::jsonb, 'en', 'test', ${now})`
  return template
}
