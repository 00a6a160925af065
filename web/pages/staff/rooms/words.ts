import type { Answer, ItemOf } from '../../../api/types.ts'
import type { Tone } from '../../../components/Tag.tsx'

export type Report = ItemOf<Answer<'/api/room-reports'>>
export type ReportDetail = Answer<'/api/room-reports/{id}'>

const WHAT: Record<string, string> = {
  no_sound: 'No sound',
  no_picture: 'No picture',
  cut_off: 'The connection breaks',
  harassment: 'Insult or harassment',
  unsafe: 'Somebody is in danger',
  content: 'Shown or said what does not belong',
}

export const whatOf = ({ what, kind }: Pick<Report, 'what' | 'kind'>) =>
  WHAT[what] ?? (kind === 'behaviour' ? 'Behaviour, something else' : 'Technical, something else')

export const OUTCOMES: Record<NonNullable<Report['outcome']>, [word: string, tone: Tone]> = {
  dismissed: ['Dismissed', 'plain'],
  warned: ['Warned', 'attention'],
  removed: ['Removed from the room', 'bad'],
  ended: ['Session ended', 'bad'],
  answered: ['Answered', 'good'],
}
