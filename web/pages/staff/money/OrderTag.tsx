import type { StaffOrder } from '../../../api/operating.ts'
import { Tag, type Tone } from '../../../components/Tag.tsx'
import { isZero } from '../../../format/money.ts'

const STATES: Record<StaffOrder['state'], [word: string, tone: Tone]> = {
  waiting: ['Waiting for payment', 'attention'],
  paid: ['Paid', 'good'],
  expired: ['Not paid in time', 'plain'],
  cancelled: ['Left', 'plain'],
}

export function OrderTag({ order }: { order: StaffOrder }) {
  if (!isZero(order.refunded)) return <Tag tone="warm">Refunded</Tag>
  const [word, tone] = STATES[order.state]
  return <Tag tone={tone}>{word}</Tag>
}
