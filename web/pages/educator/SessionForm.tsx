import { Button, Checkbox, Radio, type RadioGroupProps } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { PriceLevel } from '../../api/teaching.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm, useFieldError } from '../../components/DeedForm.tsx'
import { DeedButton, LongField, SelectField, TextField } from '../../components/fields.tsx'
import { Panel } from '../../components/Panel.tsx'
import { percent } from '../../format/money.ts'
import { useReader } from '../../format/reader.tsx'
import { day as dayWords, place, span } from '../../format/time.ts'
import { capital, kindWord, LEVELS, languageName } from '../../format/words.ts'
import styles from './SessionForm.module.css'

/** What the form holds when it opens, and what the reader may change. */
export type SessionFields = {
  kind: string
  title: string
  description: string
  language: string
  level: string
  topics: string
  materials: string
  day: string
  time: string
  minutes: number
  capacity: number
  minimum: number
  priceLevel: string
  /** Credits, where the price is the educator's own. */
  ownPrice: string
  money: string
  asksFirst: boolean
  /** Nothing said: it is not asked here. */
  takesTokens?: boolean
}

export type Terms = {
  kinds: string[]
  /** Languages the educator teaches first, then the others. */
  languages: string[]
  /** Whether they have taught any of them yet. */
  taught: boolean
  zone: string
  levels: Record<string, PriceLevel[]>
  rates: Record<string, number>
  currency: string
  /** Whether they may set prices of their own; if not, which plans open that. */
  ownPrices: { open: boolean; opensWith: string[] }
}

const LENGTHS = [30, 45, 50, 60, 75, 90, 120, 180]

export function SessionForm({
  fields,
  terms,
  intent,
  deed,
  back,
  booked = 0,
  when,
  thing = 'session',
}: {
  fields: SessionFields
  terms: Terms
  intent: string
  deed: string
  back: string
  /** Seats taken: then time and price stand still. */
  booked?: number
  /** Fields of a rule, where it is a series and not one day. */
  when?: ReactNode
  /** What `deed` makes, in a word. */
  thing?: 'session' | 'series'
}) {
  const [kind, setKind] = useState(fields.kind)
  const [day, setDay] = useState(fields.day)
  const [time, setTime] = useState(fields.time)
  const [minutes, setMinutes] = useState(fields.minutes)
  const fixed = booked > 0
  return (
    <DeedForm intent={intent} className={styles.form ?? ''}>
      <Panel title="What it is about">
        <div className={styles.fields}>
          {terms.kinds.length > 1 && (
            <Choice
              name="kind"
              label="Kind"
              value={kind}
              onChange={setKind}
              choices={terms.kinds.map((one) => ({ value: one, label: capital(kindWord(one)) }))}
            />
          )}
          {terms.kinds.length === 1 && <input type="hidden" name="kind" value={kind} />}
          <TextField
            name="title"
            label="Title"
            description="What a learner will be able to do, or talk about, afterwards"
            defaultValue={fields.title}
            minLength={3}
            maxLength={140}
            required
          />
          <LongField
            name="description"
            label="Description"
            defaultValue={fields.description}
            maxLength={5000}
          />
          <div className={styles.pair}>
            <SelectField
              name="language"
              label="Language"
              defaultValue={fields.language}
              required
              data={[
                ...(fields.language ? [] : [{ value: '', label: 'Choose a language' }]),
                ...terms.languages.map((tag) => ({ value: tag, label: languageName(tag) })),
              ]}
            />
            <SelectField
              name="level"
              label="Level"
              defaultValue={fields.level}
              data={[{ value: '', label: 'Any level' }, ...LEVELS]}
            />
          </div>
          <TextField
            name="topics"
            label="Topics"
            description="A few words, with commas between them"
            defaultValue={fields.topics}
          />
        </div>
      </Panel>
      <Panel title="When">
        <div className={styles.fields}>
          {fixed && <Fixed booked={booked} />}
          {when ?? (
            <>
              <div className={styles.triple}>
                <TextField
                  name="day"
                  type="date"
                  label="Day"
                  value={day}
                  onChange={(event) => setDay(event.currentTarget.value)}
                  readOnly={fixed}
                  required
                />
                <TextField
                  name="time"
                  type="time"
                  label={`Begins (${place(terms.zone)} time)`}
                  value={time}
                  onChange={(event) => setTime(event.currentTarget.value)}
                  readOnly={fixed}
                  required
                />
                {fixed ? (
                  <TextField name="minutes" label="Minutes" value={String(minutes)} readOnly />
                ) : (
                  <SelectField
                    name="minutes"
                    label="Lasts"
                    value={String(minutes)}
                    onChange={(event) => setMinutes(Number(event.currentTarget.value))}
                    data={[...new Set([...LENGTHS, fields.minutes])]
                      .toSorted((a, b) => a - b)
                      .map((length) => ({ value: String(length), label: `${length} minutes` }))}
                  />
                )}
              </div>
              <p aria-live="polite" className={styles.said} suppressHydrationWarning>
                <InWords day={day} time={time} minutes={minutes} zone={terms.zone} />
              </p>
            </>
          )}
          <div className={styles.pair}>
            <TextField
              name="capacity"
              type="number"
              label="Seats"
              min={1}
              max={500}
              defaultValue={String(fields.capacity)}
            />
            <TextField
              name="minimum"
              type="number"
              label="Takes place from"
              description="With fewer learners a day before, it is called off and everybody gets everything back"
              min={1}
              max={500}
              defaultValue={String(fields.minimum)}
            />
          </div>
        </div>
      </Panel>
      <Panel title="What it costs">
        <div className={styles.fields}>
          {fixed && <Fixed booked={booked} />}
          <PriceLevels
            key={kind}
            levels={terms.levels[kind] ?? []}
            chosen={kind === fields.kind ? fields.priceLevel : ''}
            rate={terms.rates[kind]}
            currency={terms.currency}
            own={{ ...terms.ownPrices, price: fields.ownPrice }}
            fixed={fixed}
          />
          <TextField
            name="money"
            label={`Price in money, ${terms.currency} (optional)`}
            description="For learners who pay by card instead of credits. The card fee comes off your share."
            inputMode="decimal"
            defaultValue={fields.money}
            readOnly={fixed}
          />
          {fields.takesTokens !== undefined && (
            <Checkbox
              name="takesTokens"
              label="Learners may pay with tokens"
              description="At the operator’s rate. You then earn your share in tokens; who has paid with them has."
              defaultChecked={fields.takesTokens}
            />
          )}
        </div>
      </Panel>
      <Panel title="Who books it">
        <Checkbox
          name="asksFirst"
          label={`Learners ask first, and I answer${thing === 'series' ? ' for each date' : ''}`}
          description="You have 48 hours, or until booking closes. Their credits are set aside meanwhile; without your answer all of it goes back, and it counts in your answers."
          defaultChecked={fields.asksFirst}
        />
      </Panel>
      <Panel title="For those who booked">
        <LongField
          name="materials"
          label="Materials and links"
          description="Seen only by learners with a seat"
          defaultValue={fields.materials}
          maxLength={20000}
        />
      </Panel>
      <div className={styles.deeds}>
        <DeedButton>{deed}</DeedButton>
        <Button component={Link} to={back} variant="outline">
          Leave it
        </Button>
      </div>
    </DeedForm>
  )
}

function Fixed({ booked }: { booked: number }) {
  return (
    <p className="soft">
      {booked === 1 ? 'Somebody has' : `${booked} learners have`} booked, so this stands still.
      Words, seats and materials can still change.
    </p>
  )
}

/** `Thursday 26 November, 18:00–19:00 in Madrid`: what the fields mean, as learners will read it. */
function InWords({
  day,
  time,
  minutes,
  zone,
}: {
  day: string
  time: string
  minutes: number
  zone: string
}) {
  const { locale, now } = useReader()
  const begin = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(begin)) return <>Choose a day and a time; they are meant in {place(zone)}.</>
  // The fields are a time on the wall, so they are written as one: no zone is applied.
  const [start, end] = [begin, begin + minutes * 60_000].map((at) => new Date(at).toISOString())
  return (
    <>
      <span className="strong">
        {`${dayWords(start!, locale, 'UTC', now)}, ${span(start!, end!, locale, 'UTC')}`}
      </span>{' '}
      in {place(zone)}, your time. Learners see it in theirs.
    </>
  )
}

/** Standard is chosen unless the session has another; beside each price what the educator gets. */
function PriceLevels({
  levels,
  chosen,
  rate,
  currency,
  own,
  fixed,
}: {
  levels: PriceLevel[]
  chosen: string
  rate: number | undefined
  currency: string
  own: Terms['ownPrices'] & { price: string }
  fixed: boolean
}) {
  const { locale } = useReader()
  const standard = levels.find((level) => level.preselected)?.level
  const known = levels.some(({ level }) => level === chosen)
  const [value, set] = useState(known ? chosen : chosen === 'own' ? 'own' : (standard ?? ''))
  return (
    <>
      <Choice
        name="priceLevel"
        label="Price level"
        value={value}
        onChange={set}
        disabled={fixed}
        choices={[
          ...levels.map(({ level, credits }) => ({
            value: level,
            label: `${capital(level)}, ${Number(credits.amount)} credits`,
            description:
              rate === undefined ? undefined : (
                <span suppressHydrationWarning>
                  You get{' '}
                  <Amount
                    value={{ amount: (Number(credits.amount) * rate).toFixed(2), asset: currency }}
                  />{' '}
                  for each learner, at your {percent(rate, locale)}
                  {level === 'private' ? '; for one learner alone' : ''}
                </span>
              ),
          })),
          ...(own.open || value === 'own' ? [{ value: 'own', label: 'A price of your own' }] : []),
        ]}
      />
      {value === 'own' && own.open && !fixed && (
        <TextField
          name="ownPrice"
          label="Your price, in credits"
          inputMode="decimal"
          defaultValue={own.price}
          required
        />
      )}
      {!own.open && own.opensWith.length > 0 && !fixed && (
        <p className="small soft">
          A price of your own opens with <Link to="/teach/plans">{own.opensWith.join(' or ')}</Link>
          .
        </p>
      )}
    </>
  )
}

type ChoiceProps = {
  name: string
  label: string
  value: string
  onChange: (value: string) => void
  choices: { value: string; label: string; description?: React.ReactNode }[]
  disabled?: boolean
}

function Choice({ name, label, value, onChange, choices, disabled }: ChoiceProps) {
  const error = useFieldError(name)
  const props: Partial<RadioGroupProps> = error ? { error } : {}
  return (
    <Radio.Group name={name} label={label} value={value} onChange={onChange} {...props}>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            value={choice.value}
            label={choice.label}
            description={choice.description}
            disabled={(disabled ?? false) && choice.value !== value}
          />
        ))}
      </div>
    </Radio.Group>
  )
}
