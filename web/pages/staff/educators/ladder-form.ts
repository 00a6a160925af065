import type { Answer } from '../../../api/types.ts'
import { text } from '../../../components/deeds.ts'

export type Ladders = Answer<'/api/ladders'>
export type Preview = Answer<'/api/ladders/preview', 'post'>
export type Kind = 'class' | 'conversation'
export type Rung = Ladders['ladders'][Kind][number]
export type Tier = Rung['tier']

export const TIERS: readonly Tier[] = ['beginner', 'intermediate', 'expert', 'master']

export const KINDS: readonly { kind: Kind; who: string; note: string }[] = [
  { kind: 'class', who: 'Instructors', note: 'Counted by classes held.' },
  { kind: 'conversation', who: 'Hosts', note: 'Counted by conversations held.' },
]

type Unit = '%' | 'days' | 'years' | 'reviews' | 'sessions'

export const NUMBER_WORDS: readonly {
  name: keyof Ladders['numbers']
  says: string
  unit: Unit
}[] = [
  { name: 'ratingsNeeded', says: 'A rating counts from', unit: 'reviews' },
  { name: 'completionNeeded', says: 'To keep a rung, so much must take place', unit: '%' },
  { name: 'completionDays', says: '… of what was promised in the last', unit: 'days' },
  { name: 'completionSessions', says: '… where at least so many were promised', unit: 'sessions' },
  { name: 'warningDays', says: 'A fall waits', unit: 'days' },
  { name: 'experiencedYears', says: 'Newcomers begin at Intermediate with', unit: 'years' },
]

/** What staff type of a number: shares in percent. */
export const typed = (value: number, unit: Unit): string =>
  String(unit === '%' ? value / 100 : value)

const number = (words: string) => Number(words.replace(',', '.'))
const hundredths = (words: string) => Math.round(number(words) * 100)

/** The rungs and numbers of a sent form, as the API takes them. A rung whose share is empty is not there. */
export function wantedFrom(form: FormData) {
  const rungs = (kind: Kind) =>
    TIERS.flatMap((tier) => {
      const field = (name: string) => text(form, `${kind}.${tier}.${name}`)
      if (field('rate') === '') return []
      const needed = field('ratingNeeded')
      const kept = field('ratingKept')
      return {
        tier,
        rate: hundredths(field('rate')),
        sessionsNeeded: number(field('sessionsNeeded') || '0'),
        ratingNeeded: needed === '' ? null : hundredths(needed),
        ratingKept: kept === '' ? null : hundredths(kept),
        opens: form.getAll(`${kind}.${tier}.opens`).map(String),
      }
    })
  return {
    ladders: { class: rungs('class'), conversation: rungs('conversation') },
    numbers: Object.fromEntries(
      NUMBER_WORDS.map(({ name, unit }) => {
        const words = text(form, `n.${name}`)
        return [name, unit === '%' ? hundredths(words) : number(words)]
      }),
    ),
  }
}

/** Hundredths of a star as people read them: 450 is "4.5". */
export const stars = (hundredths: number): string =>
  (hundredths / 100).toFixed(hundredths % 10 === 0 ? 1 : 2)
