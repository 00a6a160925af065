import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Form, useNavigate } from 'react-router'
import { useReader } from '../../format/reader.tsx'
import { counted } from '../../format/words.ts'
import {
  addDays,
  addMonths,
  fullDay,
  fullMonth,
  sameDayIn,
  weekdayNames,
  weekdayOf,
  weeksOf,
} from './days.ts'
import styles from './lessons.module.css'
import { type Picked, searchOf } from './picking.ts'

type DayGridProps = {
  picked: Picked
  /** Free times on each day. */
  counts: Record<string, number>
  /** The first and the last month that can be booked. */
  first: string
  last: string
}

/**
 * A month as a grid of buttons that each say the whole date and how many times are free. One Tab stop:
 * arrows go by day and week, Home and End to the ends of the week, Page Up and Page Down by month; beyond
 * the month's edge the next one opens. Without script every day with times is a button of its own.
 */
export function DayGrid({ picked, counts, first, last }: DayGridProps) {
  const { locale } = useReader()
  const navigate = useNavigate()
  const { month } = picked
  const grid = useRef<HTMLTableElement>(null)
  const [ready, setReady] = useState(false)
  const [at, setAt] = useState(() => startOf(picked, counts))
  const wanted = useRef<string | null>(null)
  useEffect(() => setReady(true), [])
  useEffect(() => {
    const target = wanted.current
    if (target?.startsWith(month)) {
      wanted.current = null
      setAt(target)
      focusOn(grid.current, target)
    } else setAt((was) => (was.startsWith(month) ? was : startOf(picked, counts)))
  }, [month, picked, counts])

  const goTo = (day: string) => {
    const to = day.slice(0, 7)
    if (to < first || to > last) return
    if (to === month) {
      setAt(day)
      focusOn(grid.current, day)
      return
    }
    wanted.current = day
    navigate(searchOf({ ...picked, month: to, day: null, start: null }), {
      preventScrollReset: true,
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const day = (event.target as HTMLElement).dataset.day
    const target = day && MOVES[event.key]?.(day)
    if (!target || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    goTo(target)
  }
  const names = weekdayNames(locale)
  return (
    <Form method="get" preventScrollReset className={styles.month} id="days">
      <Hidden picked={picked} without={['day', 'month']} />
      <div className={styles.monthHead}>
        <MonthButton to={addMonths(month, -1)} open={month > first} word="Earlier" sign="‹" />
        <h3 id="month-name">{fullMonth(month, locale)}</h3>
        <MonthButton to={addMonths(month, 1)} open={month < last} word="Later" sign="›" />
      </div>
      <p role="status" className="visually-hidden">
        {fullMonth(month, locale)}: {counted(Object.keys(counts).length, 'day')} with free times
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is what a grid of days is */}
      <table ref={grid} role="grid" aria-labelledby="month-name" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {names.map(({ long, short }) => (
              <th key={long} scope="col" abbr={long}>
                <span aria-hidden="true">{short}</span>
                <span className="visually-hidden">{long}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((day, index) =>
                day === null ? (
                  <td key={names[index]!.long} />
                ) : (
                  <Day
                    key={day}
                    day={day}
                    count={counts[day] ?? 0}
                    chosen={day === picked.day}
                    stop={ready ? day === at : (counts[day] ?? 0) > 0}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Form>
  )
}

const MOVES: Record<string, (day: string) => string> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  Home: (day) => addDays(day, -weekdayOf(day)),
  End: (day) => addDays(day, 6 - weekdayOf(day)),
  PageUp: (day) => sameDayIn(day, -1),
  PageDown: (day) => sameDayIn(day, 1),
}

const startOf = ({ day, month }: Picked, counts: Record<string, number>) =>
  (day?.startsWith(month) ? day : null) ?? Object.keys(counts).sort()[0] ?? `${month}-01`

const focusOn = (grid: HTMLElement | null, day: string) =>
  grid?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus()

function Day({
  day,
  count,
  chosen,
  stop,
}: {
  day: string
  count: number
  chosen: boolean
  stop: boolean
}) {
  const { locale } = useReader()
  const free = count > 0
  return (
    // The button in it takes the focus, as the pattern of grids of days has it.
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid
    // biome-ignore lint/a11y/useFocusableInteractive: its button is
    <td role="gridcell" aria-selected={chosen}>
      <button
        type={free ? 'submit' : 'button'}
        {...(free ? { name: 'day', value: day } : { 'aria-disabled': true })}
        data-day={day}
        data-chosen={chosen || undefined}
        data-free={free || undefined}
        tabIndex={stop ? 0 : -1}
        className={styles.day}
        aria-label={`${fullDay(day, locale)}, ${free ? `${counted(count, 'time')} available` : 'no times available'}`}
      >
        {Number(day.slice(8))}
      </button>
    </td>
  )
}

function MonthButton({
  to,
  open,
  word,
  sign,
}: {
  to: string
  open: boolean
  word: string
  sign: string
}) {
  const { locale } = useReader()
  return (
    <button
      type="submit"
      name="month"
      value={to}
      disabled={!open}
      className={styles.turn}
      aria-label={`${word}: ${fullMonth(to, locale)}`}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  )
}

/** What stands in the address already, for a form that changes one thing of it. */
export function Hidden({
  picked,
  without,
}: {
  picked: Picked
  without: readonly (keyof Picked)[]
}) {
  const { minutes, month, day, list, trial } = picked
  return (
    <>
      {!without.includes('minutes') && <input type="hidden" name="minutes" value={minutes} />}
      {!without.includes('month') && <input type="hidden" name="month" value={month} />}
      {!without.includes('day') && day && <input type="hidden" name="day" value={day} />}
      {list && <input type="hidden" name="view" value="list" />}
      {!without.includes('trial') && trial && <input type="hidden" name="trial" value="1" />}
    </>
  )
}
