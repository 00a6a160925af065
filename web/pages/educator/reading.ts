import type { ProblemBody } from '../../api/types.ts'
import { text } from '../../components/deeds.ts'
import { readTimes } from './times.ts'

type Read = { body: Record<string, unknown>; said: string | undefined } | { problem: ProblemBody }

/** The form of a session as the API takes it; times in the zone. `fixed`: somebody has booked. */
export function readSession(
  form: FormData,
  zone: string,
  { currency, fixed = false }: { currency: string; fixed?: boolean },
): Read {
  const words = { ...wordsIn(form), takesTokens: form.has('takesTokens') }
  if (fixed) return { body: words, said: undefined }
  const times = readTimes(
    text(form, 'day'),
    text(form, 'time'),
    Number(text(form, 'minutes')),
    zone,
  )
  if ('problem' in times) return times
  return {
    body: { ...words, start: times.start, end: times.end, zone, ...priceIn(form, currency) },
    said: times.said,
  }
}

/** The form of a series as the API takes it, its rule apart. */
export const readLikeness = (form: FormData, currency: string): Record<string, unknown> => ({
  ...wordsIn(form),
  ...priceIn(form, currency),
})

function wordsIn(form: FormData) {
  return {
    title: text(form, 'title'),
    description: text(form, 'description'),
    language: text(form, 'language'),
    level: text(form, 'level') || null,
    topics: text(form, 'topics')
      .split(',')
      .map((topic) => topic.trim())
      .filter(Boolean),
    materials: text(form, 'materials'),
    capacity: Number(text(form, 'capacity')),
    minParticipants: Number(text(form, 'minimum')),
    asksFirst: form.has('asksFirst'),
  }
}

function priceIn(form: FormData, currency: string): Record<string, unknown> {
  const level = text(form, 'priceLevel')
  const own = text(form, 'ownPrice').replace(',', '.')
  const money = text(form, 'money').replace(',', '.')
  return {
    ...(level && level !== 'own' ? { priceLevel: level } : {}),
    ...(level === 'own' && own ? { price: { amount: own, asset: 'CREDIT' } } : {}),
    ...(level === 'private' ? { capacity: 1, minParticipants: 1 } : {}),
    priceMoney: money ? { amount: money, asset: currency } : null,
  }
}

/** Fields of the API by the names they have in the form. */
const NAMES: Record<string, string> = {
  start: 'day',
  end: 'minutes',
  minParticipants: 'minimum',
  priceMoney: 'money',
  'priceMoney/amount': 'money',
  price: 'ownPrice',
}

/** Refusals that are about one field stand beside it. */
const BESIDE: Record<string, string> = {
  session_in_the_past: 'day',
  educator_busy: 'time',
  seats_below_taken: 'capacity',
  price_not_allowed: 'priceLevel',
  price_out_of_bounds: 'ownPrice',
  money_price_needed: 'money',
  session_has_bookings: 'day',
}

/** The API's refusal in the words and fields of the form. */
export function inForm(problem: ProblemBody): ProblemBody {
  const errors = (problem.errors ?? []).map(({ field, message }) => {
    const name = field.replace(/^\/?(body\/)?/, '')
    return { field: `/${NAMES[name] ?? name}`, message }
  })
  const beside = BESIDE[problem.code]
  if (beside) errors.push({ field: `/${beside}`, message: problem.detail ?? problem.title })
  return { ...problem, errors }
}
