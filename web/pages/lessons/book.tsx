import { useRef } from 'react'
import {
  type ActionFunctionArgs,
  Form,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Answer, Booked } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { useReader } from '../../format/reader.tsx'
import { dayKey, place } from '../../format/time.ts'
import { languageName } from '../../format/words.ts'
import { readVisitor } from '../../visitor.ts'
import { openCheckout } from '../learner/checkout.ts'
import { DayGrid, Hidden } from './DayGrid.tsx'
import { addMonths, around, fullDay, fullMonth, isDay, isMonth } from './days.ts'
import styles from './lessons.module.css'
import { NO_TRIAL, type Picked, type Slots, searchOf } from './picking.ts'
import { Summary } from './Summary.tsx'
import { shiftsAmong } from './shifts.ts'
import { TimesByDay, TimesOfDay } from './Times.tsx'
import { TrialPrice } from './TrialPrice.tsx'

export const clientAction = keepOnFailure

const ID = /[0-9a-f-]{36}$/

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const id = ID.exec(params.id ?? '')?.[0] ?? params.id
  const search = new URL(request.url).searchParams
  const { reader } = await readVisitor(context)
  const start = search.get('start')
  const hour = start && !Number.isNaN(Date.parse(start)) ? dayKey(start, reader.zone) : null
  const day = search.get('day') ?? hour
  const asked = search.get('month') ?? day?.slice(0, 7) ?? ''
  const wanted = isMonth(asked) ? asked : undefined
  const minutes = /^\d{2}$/.test(search.get('minutes') ?? '') ? search.get('minutes') : undefined
  const window = wanted ? around(wanted) : { from: undefined, until: farthest(reader.now) }
  const from =
    window.from && Date.parse(window.from) > Date.parse(reader.now) ? window.from : undefined
  const trial = search.get('trial') === '1'
  const [educator, slots] = await Promise.all([
    api.get<Answer<'/api/educators/{id}'>>(`/api/educators/${id}`),
    api.get<Slots>(`/api/educators/${id}/slots`, {
      ...(trial ? { trial: 'true' } : { minutes }),
      from,
      until: window.until,
    }),
  ])
  // Where there is none to be had, the page says why, beside the lessons.
  if (trial && (!slots.trial || slots.trial.why)) {
    throw redirect(`/educators/${params.id}/lesson`)
  }
  const { zone, locale, now } = reader
  const keyed = slots.items.map((slot) => ({ slot, day: dayKey(slot.start, zone) }))
  const first = dayKey(now, zone).slice(0, 7)
  const month = wanted ?? keyed[0]?.day.slice(0, 7) ?? first
  const inMonth = keyed.filter(({ day }) => day.startsWith(month))
  const counts: Record<string, number> = {}
  for (const { day } of inMonth) counts[day] = (counts[day] ?? 0) + 1
  const picked: Picked = {
    minutes: slots.minutes,
    month,
    day: day && isDay(day) && day.startsWith(month) ? day : null,
    start: inMonth.some(({ slot }) => slot.start === start) ? start : null,
    list: search.get('view') === 'list',
    trial,
  }
  const items = inMonth.map(({ slot }) => slot)
  const starts = items.map((slot) => slot.start)
  return {
    name: educator.name,
    slots: { ...slots, items },
    picked,
    counts,
    first,
    last: dayKey(slots.horizon, zone).slice(0, 7),
    gone: start !== null && picked.start === null,
    shifts: shiftsAmong(starts, { now, yours: zone, theirs: slots.zone, locale }),
  }
}

const farthest = (now: string) => new Date(Date.parse(now) + 60 * 86_400_000).toISOString()

/** Books the lesson; where it is paid in money, goes on to the checkout while the hour is held. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const id = ID.exec(params.id ?? '')?.[0] ?? params.id
  let next = ''
  let till = ''
  const outcome = await attempt('book', async () => {
    const method = text(form, 'method')
    const booked = await api.deed<Booked>(`/api/educators/${id}/lessons`, text(form, 'key'), {
      start: text(form, 'start'),
      minutes: Number(text(form, 'minutes')),
      ...(text(form, 'trial') ? { trial: true } : {}),
      ...(text(form, 'replaces') ? { replaces: text(form, 'replaces') } : {}),
      paymentMethod: method,
      ...(method === 'CREDITS'
        ? { creditAmount: { amount: text(form, 'seen'), asset: 'CREDIT' } }
        : {}),
      ...(method === 'TOKENS' ? { tokenAmount: Number(text(form, 'tokens')) } : {}),
    })
    next = `/bookings/${booked.booking.id}?booked=1`
    if (booked.orderId) till = await openCheckout(context, booked.orderId)
    return undefined
  })
  if (!('ok' in outcome) || !outcome.ok) return outcome
  throw till ? redirectDocument(till) : redirect(next)
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: loaderData ? `A lesson with ${loaderData.name} · Stoa` : 'A lesson · Stoa' },
  // Each day of each educator would be a page; the educator's own is the one to be found.
  { name: 'robots', content: 'noindex' },
]

/** Choosing a lesson in an educator's own hours: length, day, time, then what it comes to. */
export default function BookLesson() {
  const { name, slots, picked, counts, first, last, gone, shifts } = useLoaderData<typeof loader>()
  const { zone, zoneKnown, locale } = useReader()
  // What was chosen before the page came is no news; what is chosen on it takes the focus.
  const arrived = useRef(picked.start)
  const slot = slots.items.find(({ start }) => start === picked.start)
  const ofDay = slots.items.filter(({ start }) => dayKey(start, zone) === picked.day)
  const back = `/educators/${slots.educatorId}`
  if (!slots.offered)
    return (
      <>
        <PageHead title={`A lesson with ${name}`} />
        <EmptyState title="No one-to-one lessons right now" deed={<Link to={back}>To {name}</Link>}>
          {name} offers none at the moment. Sessions with others are on the page of {name}.
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHead
        title={`A lesson with ${name}`}
        lead={
          <>
            {slots.title}, in {languageName(slots.language)}. Times are shown in{' '}
            {zoneKnown ? 'your zone, ' : ''}
            {place(zone)}.
          </>
        }
      />
      {slots.description && <p className="prose">{slots.description}</p>}
      <section className={styles.step} aria-labelledby="length-head">
        <h2 id="length-head">How long</h2>
        <Form method="get" preventScrollReset className={styles.lengths}>
          <Hidden picked={picked} without={['minutes', 'trial']} />
          {slots.trial && !slots.trial.why && (
            <button
              type="submit"
              name="trial"
              value="1"
              className={styles.length}
              aria-pressed={picked.trial}
              data-chosen={picked.trial || undefined}
            >
              <span className="strong">Trial lesson, {slots.trial.minutes} minutes</span>{' '}
              <TrialPrice trial={slots.trial} />
            </button>
          )}
          {slots.lengths.map(({ minutes, price }) => (
            <button
              key={minutes}
              type="submit"
              name="minutes"
              value={minutes}
              className={styles.length}
              aria-pressed={!picked.trial && minutes === picked.minutes}
              data-chosen={(!picked.trial && minutes === picked.minutes) || undefined}
            >
              <span className="strong">{minutes} minutes</span> <Amount value={price} />
            </button>
          ))}
        </Form>
        {picked.trial && (
          <p className={styles.note}>
            For getting to know each other: one with each educator.
            {slots.trial?.replaces &&
              ' It is free, instead of the trial that was not what you hoped for.'}
          </p>
        )}
        {slots.trial?.why && <p className={styles.note}>{NO_TRIAL[slots.trial.why]}</p>}
      </section>
      <section className={styles.step} aria-labelledby="day-head">
        <div className={styles.stepHead}>
          <h2 id="day-head">When</h2>
          <p className="small">
            <Link to={searchOf({ ...picked, list: !picked.list })} preventScrollReset replace>
              {picked.list ? 'Show as a calendar' : 'Show as a list'}
            </Link>
          </p>
        </div>
        {shifts.map((shift) => (
          <p key={shift.day} className={styles.shift}>
            The clocks in {place(slots.zone)} and {place(zone)} change on different days: from{' '}
            {fullDay(shift.day, locale)}, {shift.theirs} in {place(slots.zone)} is {shift.yours} for
            you, not {shift.before}.
          </p>
        ))}
        {gone && (
          <p role="status" className={styles.shift}>
            The time you chose is no longer free. Here is what is.
          </p>
        )}
        {picked.list ? (
          <>
            <MonthLinks picked={picked} first={first} last={last} />
            <TimesByDay picked={picked} slots={slots.items} zone={slots.zone} />
          </>
        ) : (
          <div className={styles.columns}>
            <DayGrid picked={picked} counts={counts} first={first} last={last} />
            {slots.items.length === 0 ? (
              <p className="soft">
                Nothing of {picked.minutes} minutes is free in {fullMonth(picked.month, locale)}.{' '}
                {name} can be booked from {slots.noticeHours} hours ahead.
              </p>
            ) : (
              <TimesOfDay picked={picked} slots={ofDay} zone={slots.zone} />
            )}
          </div>
        )}
      </section>
      {slot && (
        <Summary
          slots={slots}
          slot={slot}
          picked={picked}
          name={name}
          chosenHere={picked.start !== arrived.current}
        />
      )}
      <p className={styles.back}>
        <Link to={back}>Back to {name}</Link>
      </p>
    </>
  )
}

function MonthLinks({ picked, first, last }: { picked: Picked; first: string; last: string }) {
  const { locale } = useReader()
  const { month } = picked
  const to = (other: string) => searchOf({ ...picked, month: other, day: null, start: null })
  const [before, after] = [addMonths(month, -1), addMonths(month, 1)]
  return (
    <nav aria-label="Months" className={styles.months}>
      {before >= first && (
        <Link to={to(before)} preventScrollReset>
          Earlier: {fullMonth(before, locale)}
        </Link>
      )}
      <span className="strong" role="status">
        {fullMonth(month, locale)}
      </span>
      {after <= last && (
        <Link to={to(after)} preventScrollReset>
          Later: {fullMonth(after, locale)}
        </Link>
      )}
    </nav>
  )
}

export const ErrorBoundary = () => <PageError who="everybody" />
