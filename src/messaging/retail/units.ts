import type { Category, Way } from '../message.ts'

/** How many units messages take. Thousandths: of a unit, for one segment. */
export type UnitRules = {
  whatsapp: Record<Category, number>
  sms: { countries: Readonly<Record<string, number>>; elsewhere: number }
}

/** What of a message decides what it takes. */
export type Sized = {
  way: Way
  category: Category
  /** Of an SMS. */
  segments?: number | undefined
  /** Where it goes, ISO 3166-1: of an SMS; unknown counts as elsewhere. */
  country?: string | undefined
  /** Addresses of an e-mail, every copy counted; one where left out. */
  recipients?: number | undefined
}

/**
 * What one message takes: an SMS its segments times what its country counts, rounded up; WhatsApp what its category
 * does; e-mail one for each recipient. The same on the server and on a page.
 */
export function unitsOf(rules: UnitRules, message: Sized): bigint {
  const { way, category, segments = 1, country, recipients = 1 } = message
  if (way === 'whatsapp') return BigInt(rules.whatsapp[category])
  if (way === 'email') return BigInt(recipients)
  const each = (country && rules.sms.countries[country]) || rules.sms.elsewhere
  return BigInt(Math.ceil((segments * each) / 1000))
}
