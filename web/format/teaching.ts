import type { Tone } from '../components/Tag.tsx'
import { plain } from './books.ts'
import { counted } from './words.ts'

/** The words of teaching: what was held, how sessions and bookings stand, how a seat was paid. */

/** `3 classes`, `1 conversation`. */
export const countedKind = (kind: string, count: number) =>
  kind === 'class' ? counted(count, 'class', 'classes') : counted(count, 'conversation')

const SESSION: Record<string, [word: string, tone: Tone]> = {
  draft: ['Draft', 'plain'],
  published: ['Open for booking', 'accent'],
  started: ['Going on', 'good'],
  completed: ['Held', 'good'],
  cancelled: ['Cancelled', 'bad'],
}
export const sessionState = (state: string): [string, Tone] =>
  SESSION[state] ?? [plain(state), 'plain']

const BOOKING: Record<string, [word: string, tone: Tone]> = {
  held: ['Waiting for payment', 'attention'],
  requested: ['Asks for a seat', 'attention'],
  confirmed: ['Booked', 'accent'],
  in_progress: ['In class', 'good'],
  completed: ['Completed', 'good'],
  settled: ['Completed', 'good'],
  expired: ['Ran out', 'plain'],
  declined: ['Declined', 'plain'],
  cancelled_by_learner: ['Cancelled in time', 'plain'],
  late_cancelled: ['Cancelled late', 'attention'],
  cancelled_by_educator: ['Cancelled by educator', 'bad'],
  cancelled_by_platform: ['Cancelled by Stoa', 'bad'],
  no_show_learner: ['Did not come', 'attention'],
  no_show_educator: ['Educator did not come', 'bad'],
  disputed: ['Contested', 'attention'],
  resolved: ['Decided', 'plain'],
}
export const bookingState = (state: string): [string, Tone] =>
  BOOKING[state.toLowerCase()] ?? [plain(state), 'plain']

const PAID: Record<string, string> = {
  included: 'Plan',
  credits: 'Credits',
  cash: 'Money',
  tokens: 'Tokens',
  package: 'Package',
  free: 'Free trial',
}
export const methodWord = (method: string) => PAID[method.toLowerCase()] ?? plain(method)
