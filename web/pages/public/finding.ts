import { languageName } from '../../format/words.ts'

/** How a search stands in an address of the pages, and what the API is asked for it. */

/** Times of the day that can be chosen by their names. */
export const TIMES: Record<string, { label: string; hours: string }> = {
  morning: { label: 'Mornings', hours: '1234567@06:00-12:00' },
  afternoon: { label: 'Afternoons', hours: '1234567@12:00-18:00' },
  evening: { label: 'Evenings', hours: '1234567@17:00-23:00' },
}
export const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
export const WITHIN: Record<string, string> = {
  '24': 'In 24 hours',
  '72': 'In 3 days',
  '168': 'In 7 days',
}

const PLAIN = [
  'q',
  'kind',
  'language',
  'level',
  'topic',
  'speaks',
  'rating',
  'within',
  'priceMin',
  'priceMax',
  'seats',
  'priceLevel',
] as const

/** Names of filters, as the address has them. */
export const FILTERS = [...PLAIN, 'days', 'hours'] as const
export type Filter = (typeof FILTERS)[number]

/** What the API is asked: named times of the day become hours in the reader's zone. */
export function askedOf(search: URLSearchParams, zone: string): Record<string, string> {
  const asked: Record<string, string> = {}
  for (const name of PLAIN) {
    const value = search.get(name)?.trim()
    if (value) asked[name] = value
  }
  const days = search.getAll('days').flatMap((part) => part.split(','))
  const wanted = [...new Set(days)].filter((day) => /^[1-7]$/.test(day)).toSorted()
  if (wanted.length > 0 && wanted.length < 7) asked.days = wanted.join(',')
  const hours = search.get('hours')
  if (hours) asked.hours = TIMES[hours]?.hours ?? hours
  if (asked.days || (asked.hours && asked.hours !== 'mine')) asked.zone = zone
  return asked
}

export type Chip = { name: string; value: string; label: string }

const BY_NAME: Record<string, (value: string) => string> = {
  q: (value) => `“${value}”`,
  kind: (value) => (value === 'class' ? 'Classes' : 'Conversations'),
  language: languageName,
  speaks: (value) => `Speaks ${languageName(value)}`,
  rating: (value) => `${value} stars or more`,
  within: (value) => WITHIN[value] ?? `In ${value} hours`,
  priceMin: (value) => `From ${value} credits`,
  priceMax: (value) => `Up to ${value} credits`,
  seats: (value) => (value === '1' ? 'With a free seat' : `${value} seats or more`),
  hours: (value) => (value === 'mine' ? 'In my hours' : (TIMES[value]?.label ?? 'In your hours')),
  days: (value) => DAYS[Number(value) - 1] ?? value,
}

/** What is filtered by, one chip each, in the order of the filters. */
export function chipsOf(search: URLSearchParams): Chip[] {
  return FILTERS.flatMap((name) =>
    search
      .getAll(name)
      .flatMap((value) => (name === 'days' ? value.split(',') : [value]))
      .filter((value) => value.trim() !== '')
      .map((value) => ({ name, value, label: BY_NAME[name]?.(value) ?? value })),
  )
}

/** The address without one filter, and from its first page. */
export function without(pathname: string, search: URLSearchParams, chip: Chip): string {
  const next = new URLSearchParams(search)
  next.delete('cursor')
  const left = next
    .getAll(chip.name)
    .flatMap((value) => (chip.name === 'days' ? value.split(',') : [value]))
    .filter((value) => value !== chip.value)
  next.delete(chip.name)
  for (const value of left) next.append(chip.name, value)
  return next.size > 0 ? `${pathname}?${next}` : pathname
}

/** Which filter of the page a search of the API was without. */
const ASKED: Record<string, string> = { words: 'q', to: 'within' }
export const filterOf = (name: string) => ASKED[name] ?? name

/** Search engines read the plain list and each language of it; combinations of filters are for people. */
export function forSearchEngines(search: URLSearchParams): boolean {
  const names = [...search.keys()]
  return names.every((name) => name === 'language') && names.length <= 1
}
