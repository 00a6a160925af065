import type { Answer, ItemOf } from './types.ts'

/** What comes after a seat was taken: verdicts, contests, moves, marks, and the staff’s view of all. */
export type After = Answer<'/api/bookings/{id}/after'>
export type MoveOptions = Answer<'/api/bookings/{id}/move-options'>
export type Proposal = NonNullable<After['proposal']>
export type Attendance = Answer<'/api/sessions/{id}/attendance'>
export type Marks = Answer<'/api/teaching/marks'>
export type Mark = Marks['marks'][number]
export type Explored = ItemOf<Answer<'/api/explorer/bookings'>>
export type BookingWay = ItemOf<Answer<'/api/bookings/transitions'>>
export type Outage = ItemOf<Answer<'/api/explorer/outages'>>
export type OutageMeets = ItemOf<Answer<'/api/explorer/outages/preview'>>
