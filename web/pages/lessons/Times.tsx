import { useEffect, useRef } from 'react'
import { Form } from 'react-router'
import { useReader } from '../../format/reader.tsx'
import { clock, dayKey, place, sameClock } from '../../format/time.ts'
import { counted } from '../../format/words.ts'
import { Hidden } from './DayGrid.tsx'
import { fullDay } from './days.ts'
import styles from './lessons.module.css'
import type { Picked, Slot } from './picking.ts'

type TimesProps = { picked: Picked; slots: Slot[]; zone: string }

/** The free times of the chosen day; takes the focus once a day was chosen here, with a way back to the days. */
export function TimesOfDay({ picked, slots, zone }: TimesProps) {
  const { locale, zone: mine } = useReader()
  const head = useRef<HTMLHeadingElement>(null)
  const before = useRef(picked.day)
  const { day } = picked
  useEffect(() => {
    if (day && before.current !== day) head.current?.focus()
    before.current = day
  }, [day])
  if (!day) return <p className="soft">Choose a day to see its times.</p>
  const back = (event: React.MouseEvent) => {
    const button = document.querySelector<HTMLElement>(`[data-day="${day}"]`)
    if (!button) return
    event.preventDefault()
    button.focus()
  }
  return (
    <div id="times">
      <h3 ref={head} tabIndex={-1}>
        {fullDay(day, locale)}
      </h3>
      <p className="soft small">
        {slots.length === 0
          ? 'Nothing is free on this day any more. '
          : `${counted(slots.length, 'time')} in your zone, ${place(mine)}. `}
        {/* biome-ignore lint/a11y/useValidAnchor: without script it leads to the days, with it to the very day */}
        <a href="#days" onClick={back}>
          Choose a different date
        </a>
      </p>
      <Times picked={picked} slots={slots} zone={zone} />
    </div>
  )
}

/** Every free time of the month under its day: the same as the calendar, for whoever prefers to read. */
export function TimesByDay({ picked, slots, zone }: TimesProps) {
  const { locale, zone: mine } = useReader()
  const days = [...new Set(slots.map(({ start }) => dayKey(start, mine)))]
  if (days.length === 0) return <p className="soft">Nothing is free in this month.</p>
  return (
    <div className={styles.list}>
      {days.map((day) => (
        <section key={day}>
          <h3>{fullDay(day, locale)}</h3>
          <Times
            picked={{ ...picked, day }}
            slots={slots.filter(({ start }) => dayKey(start, mine) === day)}
            zone={zone}
          />
        </section>
      ))}
    </div>
  )
}

/** Each time is a button that says the hours, whose zone they are in, and the day. */
function Times({ picked, slots, zone }: TimesProps) {
  const { locale, zone: mine } = useReader()
  return (
    <Form method="get" preventScrollReset>
      <Hidden picked={picked} without={[]} />
      <ul className={styles.times}>
        {slots.map(({ start, end }) => {
          const [from, until] = [clock(start, locale, mine), clock(end, locale, mine)]
          const day = fullDay(dayKey(start, mine), locale)
          return (
            <li key={start}>
              <button
                type="submit"
                name="start"
                value={start}
                className={styles.time}
                data-chosen={start === picked.start || undefined}
                aria-pressed={start === picked.start}
                suppressHydrationWarning
              >
                {from}
                <span className="visually-hidden" suppressHydrationWarning>
                  {` to ${until}, ${place(mine)} time, ${day}`}
                </span>
                {!sameClock(start, mine, zone) && (
                  <span className={styles.theirs} suppressHydrationWarning>
                    {clock(start, locale, zone)} in {place(zone)}
                  </span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
    </Form>
  )
}
