import type { Commission } from '../../api/teaching.ts'
import { Tag } from '../../components/Tag.tsx'
import { useReader } from '../../format/reader.tsx'
import { shortDay } from '../../format/time.ts'

/** Where a commission stands: waiting for the class, held until a day, available, paid. */
export function CommissionState({ commission }: { commission: Commission }) {
  const { locale, zone } = useReader()
  const { state, heldUntil } = commission
  if (state === 'held' && heldUntil)
    return (
      <Tag tone="attention">
        <span suppressHydrationWarning>Held to {shortDay(heldUntil, locale, zone)}</span>
      </Tag>
    )
  if (state === 'pending') return <Tag>Waiting for the session</Tag>
  if (state === 'available') return <Tag tone="good">Available</Tag>
  if (state === 'in_payout') return <Tag tone="accent">On its way</Tag>
  if (state === 'paid') return <Tag tone="good">Paid</Tag>
  if (state === 'cancelled') return <Tag>Cancelled</Tag>
  if (state === 'taken_back') return <Tag>Taken back</Tag>
  return <Tag tone="attention">{state}</Tag>
}
