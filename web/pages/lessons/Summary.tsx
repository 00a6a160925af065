import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { Amount, BigAmount, Figure } from '../../components/Amount.tsx'
import { DeedForm, useDeed } from '../../components/DeedForm.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Instant, Meeting } from '../../components/Instant.tsx'
import { useReader } from '../../format/reader.tsx'
import { dayKey } from '../../format/time.ts'
import { useRoot } from '../../visitor.ts'
import styles from './lessons.module.css'
import { type Picked, type Slot, type Slots, searchOf } from './picking.ts'

type SummaryProps = {
  slots: Slots
  slot: Slot
  picked: Picked
  name: string
  /** Takes the focus: it was chosen just now. */
  chosenHere: boolean
}

/** What is booked, what it costs, until when it can be undone; then the deed. */
export function Summary({ slots, slot, picked, name, chosenHere }: SummaryProps) {
  const head = useRef<HTMLHeadingElement>(null)
  const { start } = slot
  useEffect(() => {
    if (chosenHere && start) head.current?.focus()
  }, [start, chosenHere])
  const trial = picked.trial ? slots.trial : null
  const price = trial
    ? trial.price
    : slots.lengths.find(({ minutes }) => minutes === picked.minutes)?.price
  const free = trial !== null && Number(trial.price.amount) === 0
  const money = trial
    ? null
    : slots.lengths.find(({ minutes }) => minutes === picked.minutes)?.money
  return (
    <section className={styles.summary} id="summary" aria-labelledby="summary-head">
      <h2 id="summary-head" ref={head} tabIndex={-1}>
        Your {trial ? 'trial lesson' : 'lesson'} with {name}
      </h2>
      <p>
        <Meeting start={slot.start} end={slot.end} zone={slots.zone} />
      </p>
      <p className="soft">
        {slots.title}, {picked.minutes} minutes
      </p>
      {price && (
        <p className={styles.price}>
          {free ? 'Free' : <BigAmount value={price} />}
          {money && (
            <span className="soft">
              {' '}
              or <Amount value={money} />
            </span>
          )}
        </p>
      )}
      {free ? (
        <p className={styles.undo}>
          Cancelled until{' '}
          <b>
            <Instant at={slot.freeUntil} />
          </b>{' '}
          it does not count as your trial.
        </p>
      ) : (
        <Undo slot={slot} />
      )}
      <Deed slots={slots} slot={slot} picked={picked} price={price?.amount ?? ''} />
    </section>
  )
}

function Undo({ slot }: { slot: Slot }) {
  const { now } = useReader()
  const free = Date.parse(slot.freeUntil) > Date.parse(now)
  const half = Date.parse(slot.halfUntil) > Date.parse(now)
  return (
    <p className={styles.undo}>
      {free ? (
        <>
          Free to cancel until{' '}
          <b>
            <Instant at={slot.freeUntil} />
          </b>
          {half && (
            <>
              ; half back until <Instant at={slot.halfUntil} />
            </>
          )}
          .
        </>
      ) : half ? (
        <>
          Half comes back if you cancel until{' '}
          <b>
            <Instant at={slot.halfUntil} />
          </b>
          .
        </>
      ) : (
        'It starts soon, so nothing comes back if you cancel.'
      )}
    </p>
  )
}

function Deed({
  slots,
  slot,
  picked,
  price,
}: Omit<SummaryProps, 'name' | 'chosenHere'> & { price: string }) {
  const person = useRoot()?.me.person
  const { pathname, search } = useLocation()
  if (!person)
    return (
      <Button
        component={Link}
        to={`/sign-in?back=${encodeURIComponent(pathname + search)}`}
        size="lg"
      >
        Sign in to book
      </Button>
    )
  if (person.id === slots.educatorId) return <p>These are your own hours, as learners see them.</p>
  if (slots.locked)
    return (
      <div className="stack">
        <p>{slots.locked.says}</p>
        <Button component={Link} to="/plans" variant="outline">
          See the plans that open it
        </Button>
      </div>
    )
  const ways = slots.ways.filter(({ available }) => available)
  if (ways.length === 0) {
    const short = slots.ways.find(({ why }) => why === 'too_few_credits')
    return (
      <div className="stack">
        <p>
          There are not enough credits in your wallet
          {short?.before === undefined ? (
            '.'
          ) : (
            <>
              : <Amount value={{ amount: short.before, asset: 'CREDIT' }} /> of{' '}
              <Amount value={short.price} />.
            </>
          )}
        </p>
        <Button component={Link} to="/wallet/buy" size="lg">
          Buy credits
        </Button>
      </div>
    )
  }
  return (
    <DeedForm intent="book">
      <input type="hidden" name="start" value={slot.start} />
      <input type="hidden" name="minutes" value={picked.minutes} />
      <input type="hidden" name="seen" value={price} />
      <input
        type="hidden"
        name="tokens"
        value={ways.find(({ method }) => method === 'TOKENS')?.price.amount ?? ''}
      />
      {picked.trial && <input type="hidden" name="trial" value="1" />}
      {picked.trial && slots.trial?.replaces && (
        <input type="hidden" name="replaces" value={slots.trial.replaces} />
      )}
      <NextFree picked={picked} />
      <fieldset className={styles.ways}>
        <legend className="visually-hidden">How to pay</legend>
        {ways.map((way, index) => (
          <label key={way.method}>
            <input type="radio" name="method" value={way.method} defaultChecked={index === 0} />
            <span>
              <span className="strong">{WAYS[way.method] ?? way.method.toLowerCase()}</span>{' '}
              {(way.method === 'CASH' || way.method === 'TOKENS') && (
                <>
                  <Amount value={way.price} />{' '}
                </>
              )}
              {way.before !== undefined && way.after !== undefined && (
                <span className="soft small">
                  <Figure value={{ amount: way.before, asset: way.price.asset }} /> now,{' '}
                  <Figure value={{ amount: way.after, asset: way.price.asset }} /> after
                </span>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      <DeedButton size="lg">
        {picked.trial ? 'Book this trial lesson' : 'Book this lesson'}
      </DeedButton>
    </DeedForm>
  )
}

const WAYS: Record<string, string> = {
  CREDITS: 'Use my credits',
  CASH: 'Pay in money',
  TOKENS: 'Use my tokens',
  PACKAGE: 'From my package',
  INCLUDED: 'Included in my plan',
  FREE: 'Nothing to pay',
}

/** Where somebody else was quicker: the times that are free next, one click away. */
function NextFree({ picked }: { picked: Picked }) {
  const { problem } = useDeed()
  const { zone } = useReader()
  const next = (problem?.facts as { next?: { start: string }[] } | undefined)?.next
  if (!next || next.length === 0) return null
  return (
    <div className="stack">
      <p>Free next:</p>
      <ul>
        {next.map(({ start }) => {
          const day = dayKey(start, zone)
          const other = { ...picked, month: day.slice(0, 7), day, start }
          return (
            <li key={start}>
              <Link to={searchOf(other)} preventScrollReset>
                <Instant at={start} />
              </Link>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
