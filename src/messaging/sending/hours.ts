import type { Query, Tx } from '#base'
import type { Category, Way } from '../message.ts'
import { zonesOf } from './countries.ts'
import { refuse } from './problems.ts'
import { oneAtATime, refuseUnseen } from './seen.ts'

/** When messages of a category may reach people of a country, on their own clock. */
export type QuietRule = {
  /** ISO 3166-1, or `*`: all that have no line of their own. */
  country: string
  way: Way
  category: Exclude<Category, 'authentication'>
  /** From and until, HH:MM, until 24:00 at most; what is due outside waits. */
  opens: string
  closes: string
  version: number
  setBy: string
  setAt: Temporal.Instant
}

/** Where neither the recipient's zone nor their country is known. */
const ELSEWHERE = 'Asia/Kolkata'

export function quietRules(q: Query): Promise<QuietRule[]> {
  return q<QuietRule>`
    select country, way, category, to_char(opens, 'HH24:MI') as opens, to_char(closes, 'HH24:MI') as closes,
      version, set_by as "setBy", set_at as "setAt" from messaging.quiet_rule order by country, way, category`
}

/** What is asked of the hours of one country, way and category; no hours: those for all count, or none. */
export type QuietWish = Pick<QuietRule, 'country' | 'way' | 'category'> & {
  hours: { opens: string; closes: string } | null
  /** The version that was looked at; 0: there was none. */
  seen: number
}

/**
 * Sets the hours of a country, way and category, or takes them away. Gives what was and what is.
 * Refusals in order: hours_country_unknown, hours_unfit, sending_rules_changed, hours_needed.
 */
export async function setQuietRule(
  tx: Tx,
  { country, way, category, hours, seen }: QuietWish,
  by: string,
  now: Temporal.Instant,
): Promise<{ before: QuietRule | undefined; after: QuietRule | undefined }> {
  if (country !== '*' && zonesOf(country).length === 0) {
    throw refuse('hours_country_unknown', { country })
  }
  if (hours && hours.closes <= hours.opens) throw refuse('hours_unfit', hours)
  await oneAtATime(tx)
  const ruleNow = async () =>
    (await quietRules(tx)).find(
      (one) => one.country === country && one.way === way && one.category === category,
    )
  const before = await ruleNow()
  refuseUnseen(before?.version, seen)
  if (!hours) {
    if (country === '*' && category === 'marketing') throw refuse('hours_needed')
    await tx`delete from messaging.quiet_rule where country = ${country} and way = ${way} and category = ${category}`
    return { before, after: undefined }
  }
  await tx`
    insert into messaging.quiet_rule (country, way, category, opens, closes, set_by, set_at)
    values (${country}, ${way}, ${category}, ${hours.opens}, ${hours.closes}, ${by}, ${now})
    on conflict (country, way, category) do update
      set opens = excluded.opens, closes = excluded.closes, version = excluded.version,
        set_by = excluded.set_by, set_at = excluded.set_at`
  return { before, after: await ruleNow() }
}

export type Reached = {
  way: Way
  category: Category
  country?: string | undefined
  zone?: string | undefined
}

/** Answers, for one instant and many recipients, when a message may reach them; what was asked before is known. */
export class Hours {
  readonly #rules = new Map<string, QuietRule>()
  readonly #answers = new Map<string, Temporal.Instant>()

  constructor(rules: readonly QuietRule[]) {
    for (const rule of rules) this.#rules.set(`${rule.country} ${rule.way} ${rule.category}`, rule)
  }

  /** The first instant from `at` on in which it may reach them. Passwords may always. */
  opensFor({ way, category, country, zone }: Reached, at: Temporal.Instant): Temporal.Instant {
    const rule =
      this.#rules.get(`${country} ${way} ${category}`) ?? this.#rules.get(`* ${way} ${category}`)
    if (!rule) return at
    const name = `${rule.country} ${way} ${category} ${country} ${zone} ${at}`
    const known = this.#answers.get(name)
    if (known) return known
    const zones = zone ? [zone] : country ? zonesOf(country) : []
    const answer = openEverywhere(rule, zones.length > 0 ? zones : [ELSEWHERE], at)
    this.#answers.set(name, answer)
    return answer
  }
}

/** Where a country has several clocks and nobody knows which is theirs, the hours of all must be open. */
function openEverywhere(rule: QuietRule, zones: string[], at: Temporal.Instant): Temporal.Instant {
  let when = at
  for (let round = 0; round < 10; round++) {
    const later = zones
      .map((zone) => openIn(rule, zone, when))
      .reduce((a, b) => (Temporal.Instant.compare(a, b) < 0 ? b : a), when)
    if (later.equals(when)) return when
    when = later
  }
  // Their hours never meet: those of the first zone count.
  return openIn(rule, zones[0]!, at)
}

function openIn(rule: QuietRule, zone: string, at: Temporal.Instant): Temporal.Instant {
  const local = at.toZonedDateTimeISO(zone)
  const clock = local.toPlainTime().toString({ smallestUnit: 'second' })
  if (clock >= rule.opens && clock < rule.closes) return at
  const day = clock < rule.opens ? local.toPlainDate() : local.toPlainDate().add({ days: 1 })
  return day.toZonedDateTime({ timeZone: zone, plainTime: rule.opens }).toInstant()
}
