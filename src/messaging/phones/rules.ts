import type { Query, Tx } from '#base'
import { refuse } from './problems.ts'

/** How the house writes to phones. */
export type HouseTexts = {
  /** 0: nobody has set it yet. */
  version: number
  /** The approved template on WhatsApp, with a single place for the sentence; null: nothing goes there by it. */
  whatsappTemplate: string | null
  /** The languages it is approved in; the first is for whoever reads none of them. */
  languages: string[]
  /** India: the template as registered (DLT), with a single place. */
  dltTemplate: string | null
}

const AT_FIRST: HouseTexts = {
  version: 0,
  whatsappTemplate: null,
  languages: ['en'],
  dltTemplate: null,
}

export async function houseTexts(q: Query): Promise<HouseTexts> {
  const [row] = await q<HouseTexts>`
    select version, whatsapp_template as "whatsappTemplate", languages, dlt_template as "dltTemplate"
    from messaging.house_texts order by version desc limit 1`
  return row ?? AT_FIRST
}

/** Sets it as a whole; `version` is the one that was seen. Refusal: house_texts_changed. */
export async function setHouseTexts(
  tx: Tx,
  { version, whatsappTemplate, languages, dltTemplate }: HouseTexts,
  by: string,
  now: Temporal.Instant,
): Promise<HouseTexts> {
  await tx`select pg_advisory_xact_lock(hashtextextended('messaging.house_texts', 0))`
  const before = await houseTexts(tx)
  if (before.version !== version)
    throw refuse('house_texts_changed', { version: before.version, seen: version })
  const next = { version: version + 1, whatsappTemplate, languages, dltTemplate }
  await tx`
    insert into messaging.house_texts (version, whatsapp_template, languages, dlt_template, set_by, set_at)
    values (${next.version}, ${whatsappTemplate}, ${languages}, ${dltTemplate}, ${by}, ${now})`
  return next
}
