import { Checkbox } from '@mantine/core'
import { DeedForm, useFieldError } from '../../components/DeedForm.tsx'
import { DeedButton, LongField, SelectField, TextField } from '../../components/fields.tsx'
import { capital, kindWord, languageName } from '../../format/words.ts'
import styles from './availability.module.css'
import type { Availability } from './saying.ts'

const LENGTHS = [25, 30, 45, 50, 60, 90]
const STEPS = [5, 10, 15, 20, 30, 60]
const BUFFERS = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120]

type TermsFormProps = {
  offer: Availability
  kinds: string[]
  languages: string[]
  zones: string[]
  levels: { kind: string; level: string; credits: { amount: string } }[]
  /** The operator's. */
  currency: string
}

const withOne = (list: number[], one: number) =>
  [...new Set([...list, one])].toSorted((a, b) => a - b)
const minutes = (list: number[], one: number) =>
  withOne(list, one).map((count) => ({ value: String(count), label: `${count} minutes` }))

/** What is offered one to one, at what price, and how soon, how far ahead and how often. */
export function TermsForm({ offer, kinds, languages, zones, levels, currency }: TermsFormProps) {
  const priced = kinds.flatMap((kind) =>
    levels
      .filter((one) => one.kind === kind)
      .map(({ level, credits }) => ({ kind, level, credits: Number(credits.amount) })),
  )
  return (
    <DeedForm intent="terms" className={styles.terms ?? ''}>
      <input type="hidden" name="currency" value={currency} />
      <Checkbox name="open" label="Learners can book me one to one" defaultChecked={offer.open} />
      <div className={styles.pair}>
        <TextField
          name="title"
          label="Title"
          defaultValue={offer.title}
          minLength={3}
          maxLength={140}
          required
        />
        <SelectField
          name="language"
          label="Language"
          defaultValue={offer.language}
          data={[...new Set([offer.language, ...languages])].map((tag) => ({
            value: tag,
            label: languageName(tag),
          }))}
        />
      </div>
      <LongField
        name="description"
        label="What a lesson with you is like"
        defaultValue={offer.description}
        maxLength={5000}
      />
      <div className={styles.pair}>
        <SelectField
          name="kind"
          label="Kind"
          defaultValue={offer.kind}
          data={kinds.map((kind) => ({ value: kind, label: capital(kindWord(kind)) }))}
        />
        <SelectField
          name="zone"
          label="Zone of your hours"
          defaultValue={offer.zone}
          data={[...new Set([offer.zone, ...zones])].map((zone) => ({
            value: zone,
            label: zone.replaceAll('_', ' '),
          }))}
        />
      </div>
      <div className={styles.pair}>
        <SelectField
          name="priceLevel"
          label="Price of an hour"
          description="Other lengths cost their part of it, to the whole credit"
          defaultValue={offer.priceLevel}
          data={[
            ...[...new Set(priced.map(({ level }) => level))].map((level) => ({
              value: level,
              label: `${capital(level)}, ${priced
                .filter((one) => one.level === level)
                .map(({ kind, credits }) =>
                  kinds.length > 1 ? `${credits} (${kindWord(kind)})` : `${credits}`,
                )
                .join(', ')} credits`,
            })),
            { value: 'own', label: 'A price of your own' },
          ]}
        />
        <TextField
          name="ownPrice"
          label="Own price of an hour, in credits"
          description="Where your tier or plan lets you"
          inputMode="decimal"
          defaultValue={offer.ownPrice ? String(Number(offer.ownPrice.amount)) : ''}
        />
      </div>
      <div className={styles.pair}>
        <TextField
          name="moneyPrice"
          label={`Price of an hour in money, ${currency} (optional)`}
          description="For learners who pay by card instead of credits. The card fee comes off your share."
          inputMode="decimal"
          defaultValue={offer.moneyPrice?.amount ?? ''}
        />
        <Checkbox
          name="takesTokens"
          label="Learners may pay with tokens"
          description="You then earn your share in tokens, at the operator’s rate"
          defaultChecked={offer.takesTokens}
        />
      </div>
      <Lengths chosen={offer.lengths} />
      <Checkbox
        name="trial"
        label="Offer a trial lesson"
        description="One for each learner who has had no lesson with you, at your usual rate"
        defaultChecked={offer.trial !== null}
      />
      <div className={styles.pair}>
        <TextField
          name="trialPrice"
          type="number"
          label="Price of a trial, in credits"
          description="0 is free; at most half of what it costs otherwise"
          min={0}
          step="0.01"
          defaultValue={offer.trial ? String(Number(offer.trial.price.amount)) : '5'}
        />
        <SelectField
          name="trialMinutes"
          label="Length of a trial"
          description="25 minutes are usual"
          defaultValue={String(offer.trial?.minutes ?? 25)}
          data={minutes(LENGTHS, offer.trial?.minutes ?? 25)}
        />
      </div>
      <div className={styles.triple}>
        <SelectField
          name="stepMinutes"
          label="Lessons begin every"
          defaultValue={String(offer.stepMinutes)}
          data={minutes(STEPS, offer.stepMinutes)}
        />
        <SelectField
          name="beforeMinutes"
          label="Free before each"
          defaultValue={String(offer.beforeMinutes)}
          data={minutes(BUFFERS, offer.beforeMinutes)}
        />
        <SelectField
          name="afterMinutes"
          label="Free after each"
          defaultValue={String(offer.afterMinutes)}
          data={minutes(BUFFERS, offer.afterMinutes)}
        />
      </div>
      <div className={styles.pair}>
        <TextField
          name="noticeHours"
          type="number"
          label="Hours of notice you need"
          min={1}
          max={72}
          defaultValue={String(offer.noticeHours)}
        />
        <TextField
          name="horizonDays"
          type="number"
          label="Days ahead you can be booked"
          min={1}
          max={365}
          defaultValue={String(offer.horizonDays)}
        />
        <TextField
          name="dayMost"
          type="number"
          label="Lessons a day at most"
          description="Empty: as many as fit"
          min={1}
          max={24}
          defaultValue={offer.dayMost === null ? '' : String(offer.dayMost)}
        />
        <TextField
          name="weekMost"
          type="number"
          label="Lessons a week at most"
          description="Empty: as many as fit"
          min={1}
          max={100}
          defaultValue={offer.weekMost === null ? '' : String(offer.weekMost)}
        />
      </div>
      <div>
        <DeedButton>{offer.offered ? 'Save what I offer' : 'Offer lessons'}</DeedButton>
      </div>
    </DeedForm>
  )
}

function Lengths({ chosen }: { chosen: number[] }) {
  const error = useFieldError('lengths')
  return (
    <Checkbox.Group label="Lengths on offer" defaultValue={chosen.map(String)} error={error}>
      <div className={styles.checks}>
        {LENGTHS.map((length) => (
          <Checkbox
            key={length}
            name="lengths"
            value={String(length)}
            label={`${length} minutes`}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}
