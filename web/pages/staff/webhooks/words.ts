import type { Delivery, Receiver } from '../../../api/telling.ts'
import type { Tone } from '../../../components/Tag.tsx'

export const RECEIVER_STATES: Record<Receiver['state'], [word: string, tone: Tone]> = {
  on: ['On', 'good'],
  off: ['Off', 'plain'],
  disabled: ['Disabled', 'bad'],
}

export const DELIVERY_STATES: Record<Delivery['state'], [word: string, tone: Tone]> = {
  waiting: ['Waiting', 'attention'],
  delivered: ['Taken', 'good'],
  failed: ['Failed', 'bad'],
  held: ['Held', 'warm'],
}
