import type { Value } from '../../../api/types.ts'
import type { Tone } from '../../../components/Tag.tsx'

/** Money that staff saw arrive, as the API tells it. */
export type Receipt = {
  id: string
  order: { id: string; number: string }
  buyer: { type: string; id: string }
  way: 'bank_transfer' | 'cash'
  amount: Value
  receivedOn: string
  reference: string
  recordedBy: string
  recordedAt: string
  needsSecond: boolean
  state: 'waiting' | 'counted' | 'declined'
  decidedBy: string | null
  decidedAt: string | null
  note: string | null
}

export const WAYS: Record<Receipt['way'], string> = {
  bank_transfer: 'Bank transfer',
  cash: 'Cash',
}

export const RECEIPT_STATES: Record<Receipt['state'], [word: string, tone: Tone]> = {
  waiting: ['Waits', 'attention'],
  counted: ['Counts', 'good'],
  declined: ['Declined', 'plain'],
}
