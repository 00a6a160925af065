import type { Shifts } from '../../api/asking.ts'
import { useReader } from '../../format/reader.tsx'
import { place } from '../../format/time.ts'
import styles from './series.module.css'
import { shiftWords } from './words.ts'

/** The hour on the reader's own clock, where the clocks of the two places change on different days. */
export function ShiftNote({ shifts, zone }: { shifts: Shifts | null; zone: string }) {
  const reader = useReader()
  if (!shifts) return null
  return (
    <p className={styles.shift} suppressHydrationWarning>
      {shiftWords(shifts, reader.locale).join(' ')}{' '}
      <span className="soft">
        The clocks in {place(zone)} and in {place(reader.zone)} change on different days.
      </span>
    </p>
  )
}
