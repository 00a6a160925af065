import { Checkbox } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useFetcher } from 'react-router'
import type { SeriesPreview } from '../../../api/asking.ts'
import { SelectField, TextField } from '../../../components/fields.tsx'
import { useReader } from '../../../format/reader.tsx'
import { clock, place } from '../../../format/time.ts'
import styles from '../../series/series.module.css'
import { dayWords, weekdayName } from '../../series/words.ts'

export type RuleFieldsOf = {
  weekdays: number[]
  everyWeeks: number
  time: string
  minutes: number
  fromDay: string
  untilDay: string
  times: string
}

const LENGTHS = [30, 45, 60, 90, 120]

/** When a series takes place, with what the clocks do to any of its dates said before it is made. */
export function RuleFields({
  fields,
  zone,
  first = true,
}: {
  fields: RuleFieldsOf
  zone: string
  /** Whether its first day is chosen here. */
  first?: boolean
}) {
  const { locale } = useReader()
  const [rule, set] = useState(fields)
  const [end, setEnd] = useState(fields.untilDay ? 'day' : fields.times ? 'times' : 'open')
  const { submit, data } = useFetcher<SeriesPreview>()
  const ends = {
    untilDay: end === 'day' ? rule.untilDay : '',
    times: end === 'times' ? rule.times : '',
  }
  const asked = JSON.stringify({ ...rule, ...ends, zone })
  useEffect(() => {
    const soon = setTimeout(
      () =>
        submit(asked, {
          method: 'post',
          action: '/teach/series/preview',
          encType: 'application/json',
        }),
      400,
    )
    return () => clearTimeout(soon)
  }, [asked, submit])
  return (
    <div className="stack">
      <Checkbox.Group
        label="On"
        value={rule.weekdays.map(String)}
        onChange={(days) => set({ ...rule, weekdays: days.map(Number).toSorted((a, b) => a - b) })}
      >
        <div className={styles.weekdays}>
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
            <Checkbox
              key={weekday}
              name="weekday"
              value={String(weekday)}
              label={weekdayName(weekday, locale)}
            />
          ))}
        </div>
      </Checkbox.Group>
      <div className={styles.pair}>
        <TextField
          name="time"
          type="time"
          label={`Begins (${place(zone)} time)`}
          value={rule.time}
          onChange={(event) => set({ ...rule, time: event.currentTarget.value })}
          required
        />
        <SelectField
          name="minutes"
          label="Lasts"
          value={String(rule.minutes)}
          onChange={(event) => set({ ...rule, minutes: Number(event.currentTarget.value) })}
          data={[...new Set([...LENGTHS, fields.minutes])]
            .toSorted((a, b) => a - b)
            .map((length) => ({ value: String(length), label: `${length} minutes` }))}
        />
        <SelectField
          name="everyWeeks"
          label="How often"
          value={String(rule.everyWeeks)}
          onChange={(event) => set({ ...rule, everyWeeks: Number(event.currentTarget.value) })}
          data={[
            { value: '1', label: 'Every week' },
            { value: '2', label: 'Every second week' },
            ...[3, 4, 6, 8].map((n) => ({ value: String(n), label: `Every ${n} weeks` })),
          ]}
        />
        {first && (
          <TextField
            name="fromDay"
            type="date"
            label="From"
            value={rule.fromDay}
            onChange={(event) => set({ ...rule, fromDay: event.currentTarget.value })}
            required
          />
        )}
        <SelectField
          name="end"
          label="Until"
          value={end}
          onChange={(event) => setEnd(event.currentTarget.value)}
          data={[
            { value: 'open', label: 'I stop it' },
            { value: 'day', label: 'A last day' },
            { value: 'times', label: 'A number of times' },
          ]}
        />
        {end === 'day' && (
          <TextField
            name="untilDay"
            type="date"
            label="Last day"
            value={rule.untilDay}
            onChange={(event) => set({ ...rule, untilDay: event.currentTarget.value })}
            required
          />
        )}
        {end === 'times' && (
          <TextField
            name="times"
            type="number"
            label="Times"
            min={1}
            max={500}
            value={rule.times}
            onChange={(event) => set({ ...rule, times: event.currentTarget.value })}
            required
          />
        )}
      </div>
      <div aria-live="polite">
        {data && 'first' in data && <Preview preview={data} rule={{ ...rule, zone }} />}
      </div>
    </div>
  )
}

function Preview({ preview, rule }: { preview: SeriesPreview; rule: Hour }) {
  const { locale } = useReader()
  if (preview.first.length === 0) return <p className="soft">No date of this is still to come.</p>
  return (
    <>
      <p suppressHydrationWarning>
        <span className="soft">First </span>
        {preview.first
          .slice(0, 3)
          .map(({ day }) => dayWords(day, locale))
          .join(', ')}
        {preview.first.length > 3 ? ' …' : ''}
      </p>
      <OddDates odd={preview.odd} rule={rule} />
    </>
  )
}

/** An hour on the wall of a place. */
type Hour = { time: string; zone: string }

/** What the clocks do to the hour of a date: the educator is warned. */
export function OddDates({ odd, rule }: { odd: SeriesPreview['odd']; rule: Hour }) {
  const { locale } = useReader()
  if (odd.length === 0) return null
  return (
    <ul className={styles.odd}>
      {odd.map(({ day, oddity, start }) => (
        <li key={day} suppressHydrationWarning>
          <b>{dayWords(day, locale)}</b>:{' '}
          {oddity === 'skipped'
            ? `the clocks go forward and skip ${rule.time}, so it begins at ${clock(start, locale, rule.zone)}.`
            : `the clocks go back and show ${rule.time} twice; the first is meant.`}
        </li>
      ))}
    </ul>
  )
}
