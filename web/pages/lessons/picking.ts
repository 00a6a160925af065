import type { Answer } from '../../api/types.ts'

export type Slots = Answer<'/api/educators/{id}/slots'>
export type Slot = Slots['items'][number]

/** Why a reader cannot have a trial. */
export const NO_TRIAL: Record<NonNullable<NonNullable<Slots['trial']>['why']>, string> = {
  trial_had: 'You have had your trial lesson here, or have one booked.',
  trial_known: 'You have had lessons here, so there is no trial to be had.',
  trials_unused: 'You have three trial lessons ahead. Take one of them first.',
}

/** What the reader has chosen so far; all of it stands in the address. */
export type Picked = {
  minutes: number
  month: string
  day: string | null
  start: string | null
  list: boolean
  /** A trial rather than a lesson. */
  trial: boolean
}

/** The address of another choice. */
export function searchOf({ minutes, month, day, start, list, trial }: Picked): string {
  const search = new URLSearchParams({ minutes: String(minutes), month })
  if (day) search.set('day', day)
  if (start) search.set('start', start)
  if (list) search.set('view', 'list')
  if (trial) search.set('trial', '1')
  return `?${search}`
}
