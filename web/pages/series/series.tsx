import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  useLoaderData,
} from 'react-router'
import type { SeriesDate, SeriesPage } from '../../api/asking.ts'
import { apiOf } from '../../api/context.ts'
import type { Booking, Page, ProblemBody } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm, Refusal, useDeed } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { originOf, shown } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useReader } from '../../format/reader.tsx'
import { counted, kindName, languageName } from '../../format/words.ts'
import { readVisitor, useRoot } from '../../visitor.ts'
import { ShiftNote } from './ShiftNote.tsx'
import styles from './series.module.css'
import { endWords, ruleWords } from './words.ts'

export const clientAction = keepOnFailure

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { reader } = await readVisitor(context)
  const series = await context
    .get(apiOf)
    .get<SeriesPage>(`/api/series/${params.id}`, reader.zoneKnown ? { zone: reader.zone } : {})
  return { series }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const chosen = new Set(form.getAll('session').map(String))
  const without = form
    .getAll('offered')
    .map(String)
    .filter((id) => !chosen.has(id))
  let first = ''
  const outcome = await attempt('book', async () => {
    const { items } = await context
      .get(apiOf)
      .deed<Page<Booking>>(`/api/series/${params.id}/book`, text(form, 'key'), {
        without,
        ...(text(form, 'seen')
          ? { creditAmount: { amount: text(form, 'seen'), asset: 'CREDIT' } }
          : {}),
      })
    first = items[0]?.id ?? ''
    return { said: `Booked: ${counted(items.length, 'date')}.` }
  })
  if (first) throw redirect('/bookings')
  return outcome
}

export const meta: MetaFunction<typeof loader> = ({ loaderData, matches }) => {
  if (!loaderData) return [{ title: 'Series · Stoa' }]
  const { series } = loaderData
  return shown(originOf(matches), {
    title: series.session.title,
    description: (series.session.description ?? '').slice(0, 200),
    path: `/series/${series.id}`,
  })
}

const bookable = ({ session }: SeriesDate) =>
  session?.state === 'published' && session.seatsLeft > 0 && !session.myBooking

/** A series: its rule, its dates, and all of them in one deed. */
export default function SeriesForAll() {
  const { series } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const { session, rule } = series
  const dates = series.dates.filter((date) => date.session)
  return (
    <>
      <PageHead
        tags={
          <>
            <Tag tone="accent">{kindName(series.kind)}</Tag>
            <Tag>{languageName(session.language)}</Tag>
            {session.level && <Tag>{session.level}</Tag>}
            {series.state === 'stopped' && <Tag tone="attention">Ends</Tag>}
          </>
        }
        title={session.title}
        lead={
          <span suppressHydrationWarning>
            {ruleWords(rule, locale)}, {endWords(rule, locale)}, with{' '}
            <Link to={`/educators/${series.educatorId}`}>{series.educatorName}</Link>
          </span>
        }
      />
      <ShiftNote shifts={series.shifts} zone={rule.zone} />
      {session.description && <p className={`prose ${styles.about}`}>{session.description}</p>}
      {dates.length === 0 ? (
        <Panel>
          <EmptyState
            title="No date is planned"
            deed={
              <Button component={Link} to="/sessions">
                Find a session
              </Button>
            }
          >
            This series is over, or its next dates are not in sight yet.
          </EmptyState>
        </Panel>
      ) : (
        <WholeSeries series={series} dates={dates} />
      )}
    </>
  )
}

/** Every date with a tick; what is ticked is booked together, all or none. */
function WholeSeries({ series, dates }: { series: SeriesPage; dates: SeriesDate[] }) {
  const person = useRoot()?.me.person
  const open = dates.filter(bookable)
  const [left, leave] = useState<ReadonlySet<string>>(new Set())
  const chosen = open.filter(({ session }) => !left.has(session!.id))
  const total = chosen.reduce((sum, { session }) => sum + Number(session!.price.amount), 0)
  const own = person?.id === series.educatorId
  return (
    <DeedForm intent="book" quiet>
      <div className={styles.columns}>
        <Panel title={counted(dates.length, 'date')}>
          <Hindrances />
          <ul className={styles.dates}>
            {dates.map((date) => (
              <li key={date.day}>
                <DateLine
                  date={date}
                  ticked={!left.has(date.session!.id)}
                  tick={(on) => {
                    const next = new Set(left)
                    if (on) next.delete(date.session!.id)
                    else next.add(date.session!.id)
                    leave(next)
                  }}
                />
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title="All in one go">
          {open.length === 0 ? (
            <p>There is no date left for you to book here.</p>
          ) : own ? (
            <p>
              This series is yours. <Link to={`/teach/series/${series.id}`}>Change it</Link>
            </p>
          ) : (
            <>
              <p className={styles.total} aria-live="polite">
                {counted(chosen.length, 'date')},{' '}
                <b>
                  <Amount value={{ amount: total.toFixed(2), asset: 'CREDIT' }} />
                </b>
              </p>
              <input type="hidden" name="seen" value={total.toFixed(2)} />
              {person ? (
                <DeedButton fullWidth size="lg" disabled={chosen.length === 0}>
                  {chosen.length === open.length
                    ? `Book all ${chosen.length}`
                    : `Book ${counted(chosen.length, 'date')}`}
                </DeedButton>
              ) : (
                <Button
                  component={Link}
                  to={`/sign-in?back=/series/${series.id}`}
                  fullWidth
                  size="lg"
                >
                  Sign in to book
                </Button>
              )}
              <p className={`small soft ${styles.under}`}>
                By credits, all of them or none. Each date is a booking of its own: you can cancel
                one without the others.
              </p>
            </>
          )}
        </Panel>
      </div>
    </DeedForm>
  )
}

function DateLine({
  date,
  ticked,
  tick,
}: {
  date: SeriesDate
  ticked: boolean
  tick: (on: boolean) => void
}) {
  const session = date.session!
  const when = <Instant at={session.start} />
  if (!bookable(date))
    return (
      <>
        <span className={styles.date}>
          <Link to={`/sessions/${session.id}`}>{when}</Link>
        </span>
        <span className={styles.off}>
          {session.myBooking ? (
            <Link to={`/bookings/${session.myBooking.id}`}>You have a seat</Link>
          ) : session.state === 'cancelled' ? (
            'Called off'
          ) : session.seatsLeft === 0 ? (
            'Full'
          ) : (
            'Running now'
          )}
        </span>
      </>
    )
  return (
    <>
      <input type="hidden" name="offered" value={session.id} />
      <Checkbox
        className={styles.date ?? ''}
        name="session"
        value={session.id}
        checked={ticked}
        onChange={(event) => tick(event.currentTarget.checked)}
        label={when}
      />
      <Link to={`/sessions/${session.id}`}>
        <Amount value={session.price} />
        <span className="visually-hidden">, to this session’s page</span>
      </Link>
    </>
  )
}

type Hindrance = { session: string; start: string; says: string }

/** What is in the way, date by date. */
function Hindrances() {
  const { problem } = useDeed()
  if (!problem) return null
  const dates = hindrancesIn(problem)
  if (dates.length === 0) return <Refusal problem={problem} />
  return (
    <>
      <Refusal problem={problem} />
      <ul className={styles.odd} aria-label="In the way">
        {dates.map((one) => (
          <li key={one.session}>
            <Instant at={one.start} />: {one.says}
          </li>
        ))}
      </ul>
    </>
  )
}

const hindrancesIn = (problem: ProblemBody): Hindrance[] =>
  problem.code === 'series_in_the_way' ? ((problem.facts?.dates as Hindrance[]) ?? []) : []

export const ErrorBoundary = () => <PageError who="everybody" />
