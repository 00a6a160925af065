import { Radio } from '@mantine/core'
import { useState } from 'react'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton, TextField } from '../../components/fields.tsx'
import { useReader } from '../../format/reader.tsx'
import styles from './availability.module.css'
import { fullDay } from './days.ts'
import type { Availability } from './saying.ts'

const said = ({ from, until, open }: { from: string; until: string; open: boolean }) =>
  !open && from === '00:00' && until === '24:00'
    ? 'closed all day'
    : `${open ? 'open' : 'closed'} ${from}–${until}`

/** Dates that differ from every week, and days away. */
export function Dates({ dated }: { dated: Availability['dated'] }) {
  const { locale } = useReader()
  const [what, choose] = useState('closed')
  const days = [...new Set(dated.map(({ date }) => date))]
  return (
    <>
      {days.length > 0 && (
        <ul className={styles.rows}>
          {days.map((date) => {
            const ofDate = dated.filter((one) => one.date === date)
            const note = ofDate.find((one) => one.note)?.note
            return (
              <li key={date}>
                <span>
                  <span className="strong">{fullDay(date, locale)}</span>:{' '}
                  {ofDate.map(said).join(', ')}
                  {note && <span className="soft"> · {note}</span>}
                </span>
                <DeedForm intent="undate">
                  <input type="hidden" name="date" value={date} />
                  <DeedButton
                    size="compact-sm"
                    variant="subtle"
                    aria-label={`Remove what differs on ${fullDay(date, locale)}`}
                  >
                    Remove
                  </DeedButton>
                </DeedForm>
              </li>
            )
          })}
        </ul>
      )}
      <DeedForm intent="date" className={styles.fields ?? ''}>
        <TextField name="date" type="date" label="Date" required />
        <Radio.Group name="what" label="On that date" value={what} onChange={choose}>
          <div className={styles.checks}>
            <Radio value="closed" label="I am closed" />
            <Radio value="open" label="I am open as well" />
          </div>
        </Radio.Group>
        <div className={styles.pair}>
          <TextField
            name="from"
            type="time"
            label="From"
            description={what === 'closed' ? 'Empty: all day' : undefined}
          />
          <TextField name="until" type="time" label="Until" />
        </div>
        <TextField name="note" label="Note for yourself" maxLength={200} />
        <div>
          <DeedButton variant="outline">Change that date</DeedButton>
        </div>
      </DeedForm>
    </>
  )
}

export function Away({ away }: { away: Availability['away'] }) {
  const { locale } = useReader()
  return (
    <>
      {away.length > 0 && (
        <ul className={styles.rows}>
          {away.map(({ id, from, until, note }) => (
            <li key={id}>
              <span>
                <span className="strong">
                  {fullDay(from, locale)}
                  {until !== from && ` – ${fullDay(until, locale)}`}
                </span>
                {note && <span className="soft"> · {note}</span>}
              </span>
              <DeedForm intent="back">
                <input type="hidden" name="id" value={id} />
                <DeedButton
                  size="compact-sm"
                  variant="subtle"
                  aria-label={`Remove the days away from ${fullDay(from, locale)}`}
                >
                  Remove
                </DeedButton>
              </DeedForm>
            </li>
          ))}
        </ul>
      )}
      <DeedForm intent="away" className={styles.fields ?? ''}>
        <div className={styles.pair}>
          <TextField name="from" type="date" label="First day away" required />
          <TextField name="until" type="date" label="Last day away" required />
        </div>
        <TextField name="note" label="Note for yourself" maxLength={200} />
        <div>
          <DeedButton variant="outline">Go away on these days</DeedButton>
        </div>
      </DeedForm>
    </>
  )
}
