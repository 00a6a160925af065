import type { Answer } from '../../api/types.ts'

export type Slots = Answer<'/api/educators/{id}/slots'>
export type Slot = Slots['items'][number]

/** What the reader has chosen so far; all of it stands in the address. */
export type Picked = {
  minutes: number
  month: string
  day: string | null
  start: string | null
  list: boolean
}

/** The address of another choice. */
export function searchOf({ minutes, month, day, start, list }: Picked): string {
  const search = new URLSearchParams({ minutes: String(minutes), month })
  if (day) search.set('day', day)
  if (start) search.set('start', start)
  if (list) search.set('view', 'list')
  return `?${search}`
}
