import type { Query, Tx } from '#base'
import type { Hours } from './hours.ts'
import { refuse } from './problems.ts'

/** How an organization works its inbox. */
export type InboxRules = Hours & {
  /** A first answer is due within so many minutes of its hours. */
  answerMinutes: number
  /** What is answered by itself outside of its hours, at most once in 24; null: nothing. */
  awayText: string | null
  /** Of what is said by itself to whoever's language is not known: `en`. */
  language: string
  setAt: Temporal.Instant | null
}

/** Until an organization says otherwise. */
const AT_FIRST: InboxRules = {
  zone: 'Asia/Kolkata',
  days: [1, 2, 3, 4, 5, 6],
  opens: Temporal.PlainTime.from('09:00'),
  closes: Temporal.PlainTime.from('18:00'),
  answerMinutes: 240,
  awayText: null,
  language: 'en',
  setAt: null,
}

type Row = {
  zone: string
  days: number[]
  opens: string
  closes: string
  answer_minutes: number
  away_text: string | null
  language: string
  set_at: Temporal.Instant
}

export async function inboxRulesOf(q: Query, organization: string): Promise<InboxRules> {
  const [row] =
    await q<Row>`select zone, days, opens::text, closes::text, answer_minutes, away_text, language, set_at
    from messaging.inbox_rules where organization_id = ${organization}`
  if (!row) return AT_FIRST
  return {
    zone: row.zone,
    days: row.days,
    opens: Temporal.PlainTime.from(row.opens),
    closes: Temporal.PlainTime.from(row.closes),
    answerMinutes: row.answer_minutes,
    awayText: row.away_text,
    language: row.language,
    setAt: row.set_at,
  }
}

/** A language that is left out stays as it was. Refusal: inbox_hours_empty. */
export async function setInboxRules(
  tx: Tx,
  organization: string,
  rules: Omit<InboxRules, 'setAt' | 'language'> & { language?: string | undefined },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { zone, days, opens, closes, answerMinutes, awayText } = rules
  if (Temporal.PlainTime.compare(opens, closes) >= 0) throw refuse('inbox_hours_empty')
  const language = rules.language ?? (await inboxRulesOf(tx, organization)).language
  await tx`
    insert into messaging.inbox_rules (organization_id, zone, days, opens, closes, answer_minutes, away_text,
      language, set_by, set_at)
    values (${organization}, ${zone}, ${[...days]}::smallint[], ${opens.toString()}, ${closes.toString()},
      ${answerMinutes}, ${awayText?.trim() || null}, ${language}, ${by}, ${now})
    on conflict (organization_id) do update set zone = excluded.zone, days = excluded.days, opens = excluded.opens,
      closes = excluded.closes, answer_minutes = excluded.answer_minutes, away_text = excluded.away_text,
      language = excluded.language,
      set_by = excluded.set_by, set_at = excluded.set_at`
}
