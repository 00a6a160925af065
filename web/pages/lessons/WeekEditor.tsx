import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { useReader } from '../../format/reader.tsx'
import { place } from '../../format/time.ts'
import styles from './availability.module.css'
import { weekdayNames } from './days.ts'
import type { Availability } from './saying.ts'

type Row = { key: number; from: string; until: string }

/**
 * The hours of a week: under each day as many stretches as wanted, each two fields of time. All of it is
 * plain fields, so the keyboard's own ways hold; a new stretch takes the focus. Without script each day has
 * one empty stretch to fill.
 */
export function WeekEditor({ weekly, zone }: { weekly: Availability['weekly']; zone: string }) {
  const { locale } = useReader()
  return (
    <DeedForm intent="week">
      <p className="soft">
        On the clock in {place(zone)}. Hours that end at or before they begin go on after midnight.
      </p>
      <div className={styles.week}>
        {weekdayNames(locale).map(({ long }, index) => (
          <Day
            key={long}
            name={long}
            weekday={index + 1}
            hours={weekly.filter((one) => one.weekday === index + 1)}
          />
        ))}
      </div>
      <DeedButton>Save my week</DeedButton>
    </DeedForm>
  )
}

function Day({
  name,
  weekday,
  hours,
}: {
  name: string
  weekday: number
  hours: { from: string; until: string }[]
}) {
  const count = useRef(hours.length + 1)
  const [rows, set] = useState<Row[]>(() =>
    [...hours, ...(hours.length === 0 ? [{ from: '', until: '' }] : [])].map((one, key) => ({
      key,
      from: one.from,
      until: one.until === '24:00' ? '00:00' : one.until,
    })),
  )
  const added = useRef<number | null>(null)
  const add = () => {
    count.current += 1
    added.current = count.current
    set([...rows, { key: count.current, from: '', until: '' }])
  }
  return (
    <fieldset className={styles.weekday}>
      <legend>{name}</legend>
      {rows.map((row, index) => (
        <div key={row.key} className={styles.hours}>
          <input
            type="time"
            name={`from-${weekday}`}
            defaultValue={row.from}
            aria-label={`${name}, stretch ${index + 1}, from`}
            ref={(field) => {
              if (field && added.current === row.key) {
                added.current = null
                field.focus()
              }
            }}
          />
          <span aria-hidden="true">–</span>
          <input
            type="time"
            name={`until-${weekday}`}
            defaultValue={row.until}
            aria-label={`${name}, stretch ${index + 1}, until`}
          />
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => set(rows.filter((other) => other !== row))}
            aria-label={`Remove stretch ${index + 1} of ${name}`}
          >
            Remove
          </Button>
        </div>
      ))}
      <Button size="compact-sm" variant="subtle" onClick={add} aria-label={`Add hours on ${name}`}>
        Add hours
      </Button>
    </fieldset>
  )
}
