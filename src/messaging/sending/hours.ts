import type { Query, Tx } from '#base'
import type { Category, Way } from '../message.ts'
import { zonesOf } from './countries.ts'
import { refuse } from './problems.ts'

/** When messages of a category may reach people of a country, on their own clock. */
export type QuietRule = {
  /** ISO 3166-1, or `*`: all that have no line of their own. */
  country: string
  way: Way
  category: Exclude<Category, 'authentication'>
  /** From and until, HH:MM; what is due outside waits. */
  opens: string
  closes: string
  setBy: string
  setAt: Temporal.Instant
}

/** Where neither the recipient's zone nor their country is known. */
const ELSEWHERE = 'Asia/Kolkata'

export function quietRules(q: Query): Promise<QuietRule[]> {
  return q<QuietRule>`
    select country, way, category, to_char(opens, 'HH24:MI') as opens, to_char(closes, 'HH24:MI') as closes,
      set_by as "setBy", set_at as "setAt" from messaging.quiet_rule order by country, way, category`
}

/** Sets the hours of a country, way and category; no hours: they may come at any time. Refuses hours_unfit. */
export async function setQuietRule(
  tx: Tx,
  rule: Omit<QuietRule, 'setBy' | 'setAt' | 'opens' | 'closes'> & {
    hours: { opens: string; closes: string } | null
  },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { country, way, category, hours } = rule
  if (!hours) {
    await tx`delete from messaging.quiet_rule where country = ${country} and way = ${way} and category = ${category}`
    return
  }
  if (hours.closes <= hours.opens) throw refuse('hours_unfit')
  await tx`
    insert into messaging.quiet_rule (country, way, category, opens, closes, set_by, set_at)
    values (${country}, ${way}, ${category}, ${hours.opens}, ${hours.closes}, ${by}, ${now})
    on conflict (country, way, category) do update
      set opens = excluded.opens, closes = excluded.closes, set_by = excluded.set_by, set_at = excluded.set_at`
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
