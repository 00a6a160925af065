import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Overview } from '../../api/teaching.ts'
import type { Answer } from '../../api/types.ts'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PageError } from '../../components/states.tsx'
import { useReader } from '../../format/reader.tsx'
import { clock, dayKey, place } from '../../format/time.ts'
import { allZones } from '../../format/zones.ts'
import { personOf } from '../../visitor.ts'
import styles from './availability.module.css'
import { fullDay } from './days.ts'
import { Calendars, Feed } from './Elsewhere.tsx'
import { Away, Dates } from './Exceptions.tsx'
import type { Slots } from './picking.ts'
import { type Availability, SAYINGS } from './saying.ts'
import { TermsForm } from './TermsForm.tsx'
import { WeekEditor } from './WeekEditor.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Availability · Stoa' }]

const FORTNIGHT = 14 * 86_400_000

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const person = await personOf(context)
  const { now } = await api.get<{ now: string }>('/api/me')
  const until = new Date(Date.parse(now) + FORTNIGHT).toISOString()
  const offer = await api.get<Availability>('/api/educator/availability')
  const [card, slots, levels, overview] = await Promise.all([
    api.get<Answer<'/api/educators/{id}'>>(`/api/educators/${person.id}`),
    api.get<Slots>(`/api/educators/${person.id}/slots`, { until }),
    api.get<Answer<'/api/price-levels'>>('/api/price-levels'),
    api.get<Overview>('/api/educator/revenue/overview'),
  ])
  return {
    offer,
    slots,
    levels: levels.items,
    kinds: card.kinds as string[],
    languages: card.languages,
    zones: allZones(),
    currency: offer.moneyPrice?.asset ?? overview.lifetime.asset,
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  const say = SAYINGS[intent]
  return attempt(intent, async () => (say ? say(context.get(apiOf), form) : undefined))
}

/** When an educator can be booked one to one: hours, dates that differ, calendars, and what learners see of it. */
export default function AvailabilityPage() {
  const { offer, slots, levels, kinds, languages, zones, currency } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Availability"
        lead={
          offer.offered
            ? 'Learners book you one to one in these hours; group sessions and what stands in your calendars are left out.'
            : 'Say what you offer one to one. Then your hours, and learners can book them.'
        }
        deeds={
          offer.offered && (
            <Link to={`/educators/${slots.educatorId}/lesson`}>See it as learners do</Link>
          )
        }
      />
      <div className="stack-wide">
        {offer.oddHours.length > 0 && <OddHours offer={offer} />}
        {offer.offered && (
          <Panel title="Every week">
            <WeekEditor
              key={JSON.stringify(offer.weekly)}
              weekly={offer.weekly}
              zone={offer.zone}
            />
          </Panel>
        )}
        <Panel title="What you offer">
          <TermsForm
            offer={offer}
            kinds={kinds}
            languages={languages}
            zones={zones}
            levels={levels}
            currency={currency}
          />
        </Panel>
        {offer.offered && (
          <>
            <Panel title="The next 14 days" note={<Shown slots={slots} offer={offer} />}>
              <Preview slots={slots} />
            </Panel>
            <div className="columns">
              <Panel title="Dates that differ">
                <Dates dated={offer.dated} />
              </Panel>
              <Panel title="Days away">
                <Away away={offer.away} />
              </Panel>
            </div>
            <div className="columns">
              <Panel title="Calendars elsewhere" note="What stands in them is never booked over.">
                <Calendars calendars={offer.calendars} />
              </Panel>
              <Panel
                title="Your Stoa calendar elsewhere"
                note="An address that Google, Apple or Outlook read your sessions from."
              >
                <Feed since={offer.feedSince} />
              </Panel>
            </div>
          </>
        )}
      </div>
    </>
  )
}

/** What the clock's changes do to the hours, before somebody wonders. */
function OddHours({ offer }: { offer: Availability }) {
  const { locale } = useReader()
  return (
    <div className={styles.odd}>
      {offer.oddHours.map(({ date, from, until, happens }) => (
        <p key={date}>
          {happens === 'skipped'
            ? `On ${fullDay(date, locale)} the clocks in ${place(offer.zone)} go from ${from} to ${until}: the time between does not exist, so nobody can book it.`
            : `On ${fullDay(date, locale)} the clocks in ${place(offer.zone)} show ${from}–${until} twice: you are open both times.`}
        </p>
      ))}
    </div>
  )
}

function Shown({ slots, offer }: { slots: Slots; offer: Availability }) {
  const { zone } = useReader()
  if (!offer.open) return <>Switched off: learners see none of this.</>
  return (
    <>
      Lessons of {slots.minutes} minutes as learners can book them now, shown in {place(zone)}.
    </>
  )
}

function Preview({ slots }: { slots: Slots }) {
  const { locale, zone } = useReader()
  const days = [...new Set(slots.items.map(({ start }) => dayKey(start, zone)))]
  if (days.length === 0)
    return (
      <p className="soft">
        Nothing can be booked in the next 14 days. Add hours to your week, or look at the notice you
        need.
      </p>
    )
  return (
    <dl className={styles.preview}>
      {days.map((day) => (
        <div key={day}>
          <dt>{fullDay(day, locale)}</dt>
          <dd>
            {slots.items
              .filter(({ start }) => dayKey(start, zone) === day)
              .map(({ start }) => clock(start, locale, zone))
              .join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
