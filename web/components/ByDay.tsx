import type { ReactNode } from 'react'
import { useReader } from '../format/reader.tsx'
import { day, dayKey } from '../format/time.ts'
import styles from './ByDay.module.css'

type ByDayProps<Item> = {
  items: Item[]
  at: (item: Item) => string
  keyOf: (item: Item) => string
  children: (item: Item) => ReactNode
}

/** A list under the days of the reader: today, tomorrow, then by name. */
export function ByDay<Item>({ items, at, keyOf, children }: ByDayProps<Item>) {
  const { locale, zone, now } = useReader()
  const days = new Map<string, Item[]>()
  for (const item of items) {
    const key = dayKey(at(item), zone)
    days.set(key, [...(days.get(key) ?? []), item])
  }
  const today = dayKey(now, zone)
  const tomorrow = dayKey(new Date(Date.parse(now) + 86_400_000).toISOString(), zone)
  return (
    <div className={styles.days}>
      {[...days].map(([key, ofDay]) => (
        <section key={key}>
          <h2 className={styles.day} suppressHydrationWarning>
            {key === today ? 'Today, ' : key === tomorrow ? 'Tomorrow, ' : ''}
            {day(at(ofDay[0]!), locale, zone, now)}
          </h2>
          <ul className={styles.list}>
            {ofDay.map((item) => (
              <li key={keyOf(item)}>{children(item)}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
