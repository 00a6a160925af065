import type { Overview } from '../../../api/teaching.ts'
import { Amount } from '../../../components/Amount.tsx'
import { isZero } from '../../../format/money.ts'
import { useReader } from '../../../format/reader.tsx'
import { day } from '../../../format/time.ts'

/** When the next payout goes out and how much it is; below the minimum, what it waits for. */
export function NextPayout({ next }: { next: Overview['nextPayout'] }) {
  const { locale } = useReader()
  const words = <span suppressHydrationWarning>{day(`${next.date}T12:00:00Z`, locale, 'UTC')}</span>
  if (isZero(next.amount)) return <>Nothing is due for the payout of {words} yet.</>
  if (next.waits)
    return (
      <>
        <Amount value={next.amount} /> would be due on {words}; payouts go out from{' '}
        <Amount value={next.minimum} />, so it waits for more.
      </>
    )
  return (
    <>
      Next payout{' '}
      <span className="strong">
        {words}, <Amount value={next.amount} />
      </span>
      {next.scheduled ? ', set aside already.' : '.'}
    </>
  )
}
