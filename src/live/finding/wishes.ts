import type { Query, Tx } from '#base'
import { readHours, writeHours } from './hours.ts'

/** What somebody wants to learn, and when they have time. */
export type Wishes = {
  language: string | null
  level: string | null
  /** In their own words: "job interviews", "small talk". */
  goals: string[]
  /** Languages in which things can be explained to them. */
  speaks: string[]
  /** `12345@18:00-22:00` in the zone where they live; empty: not said. */
  hours: string
}

const NONE: Wishes = { language: null, level: null, goals: [], speaks: [], hours: '' }

/** What somebody has said that they look for; empty where they have not. */
export async function wishesOf(q: Query, person: string): Promise<Wishes> {
  const [row] = await q<Wishes>`
    select language, level, goals, speaks, hours from live.wish where person_id = ${person}`
  return row ?? NONE
}

/** Says what one looks for; what is left out stays as it was. Refusal: hours_unreadable. */
export async function setWishes(
  tx: Tx,
  person: string,
  change: { [Field in keyof Wishes]?: Wishes[Field] | undefined },
  now: Temporal.Instant,
): Promise<Wishes> {
  const hours = change.hours === undefined ? undefined : writeHours(readHours(change.hours))
  const before = await wishesOf(tx, person)
  const next: Wishes = {
    language: change.language === undefined ? before.language : change.language,
    level: change.level === undefined ? before.level : change.level,
    goals: change.goals ?? before.goals,
    speaks: change.speaks ?? before.speaks,
    hours: hours ?? before.hours,
  }
  await tx`
    insert into live.wish (person_id, language, level, goals, speaks, hours, set_at)
    values (${person}, ${next.language}, ${next.level}, ${next.goals}, ${next.speaks}, ${next.hours}, ${now})
    on conflict (person_id) do update set language = excluded.language, level = excluded.level,
      goals = excluded.goals, speaks = excluded.speaks, hours = excluded.hours, set_at = excluded.set_at`
  return next
}
