import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import type { SeriesChanged, SeriesDate, SeriesPage } from '../../../api/asking.ts'
import { apiOf } from '../../../api/context.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { useReader } from '../../../format/reader.tsx'
import { counted, kindName } from '../../../format/words.ts'
import styles from '../../series/series.module.css'
import { dayWords, endWords, ruleWords } from '../../series/words.ts'
import { OddDates, RuleFields } from './RuleFields.tsx'
import { ruleIn } from './reading.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Series · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  return { series: await context.get(apiOf).get<SeriesPage>(`/api/series/${params.id}`) }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const [deed, day] = intent.split(':')
  const at = `/api/series/${params.id}`
  return attempt(intent, async () => {
    if (deed === 'skip' || deed === 'restore') {
      const { inTheWay } = await api.post<SeriesChanged>(`${at}/${deed}`, { day })
      const [first] = inTheWay.filter((one) => one.day === day)
      return { said: first?.says ?? (deed === 'skip' ? 'Left out.' : 'Taken in again.') }
    }
    const from = text(form, 'from')
    if (deed === 'stop') {
      return { said: outcomeIn(await api.post<SeriesChanged>(`${at}/stop`, { from }), 'Stopped.') }
    }
    const { fromDay: _none, ...rule } = ruleIn(form, from)
    const title = text(form, 'title')
    const changed = await api.patch<SeriesChanged>(at, { from, rule, session: { title } })
    if (changed.goesOn) throw redirect(`/teach/series/${changed.goesOn}`)
    return { said: outcomeIn(changed, 'Changed.') }
  })
}

/** What was done, and what of it stands or was left out. */
function outcomeIn({ standing, inTheWay }: SeriesChanged, done: string): string {
  const parts = [done]
  if (standing.length > 0)
    parts.push(`${counted(standing.length, 'booked date')} stayed as it was.`)
  if (inTheWay.length > 0)
    parts.push(`${counted(inTheWay.length, 'date')} left out: ${inTheWay[0]!.says}`)
  return parts.join(' ')
}

/** A series of the educator: its dates, and what can be changed of it. */
export default function OneSeries() {
  const { series } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const { rule, session, state } = series
  const running = state === 'running'
  return (
    <>
      <PageHead
        tags={
          <>
            {running ? <Tag tone="good">Running</Tag> : <Tag>Stopped</Tag>}
            <Tag>{kindName(series.kind)}</Tag>
          </>
        }
        title={session.title}
        lead={
          <span suppressHydrationWarning>
            {ruleWords(rule, locale)}, {endWords(rule, locale)}
          </span>
        }
        deeds={
          <Button component={Link} to={`/series/${series.id}`} variant="outline">
            As learners see it
          </Button>
        }
      />
      <div className="stack-wide">
        {running && series.odd.length > 0 && (
          <Panel title="When the clocks change">
            <OddDates odd={series.odd} rule={rule} />
          </Panel>
        )}
        <Panel
          title={counted(series.dates.filter((date) => date.session).length, 'date')}
          note={running ? 'The next ones are planned by themselves, eight weeks ahead.' : undefined}
        >
          <ul className={styles.dates}>
            {series.dates.map((date) => (
              <li key={date.day}>
                <DateLine date={date} running={running} />
              </li>
            ))}
          </ul>
        </Panel>
        {running && <Changing series={series} />}
        {running && <Stopping series={series} />}
      </div>
    </>
  )
}

function DateLine({ date, running }: { date: SeriesDate; running: boolean }) {
  const { locale } = useReader()
  const { session, day, state, why, own } = date
  const named = dayWords(day, locale)
  if (!session)
    return (
      <>
        <span className={styles.date} suppressHydrationWarning>
          {named}{' '}
          <span className={styles.off}>
            {state === 'skipped' ? 'left out by you' : `left out: ${why?.says ?? ''}`}
          </span>
        </span>
        {running && (
          <DeedForm intent={`restore:${day}`}>
            <DeedButton variant="subtle" size="compact-md">
              Take it in<span className="visually-hidden"> {named}</span>
            </DeedButton>
          </DeedForm>
        )}
      </>
    )
  const taken = session.capacity - session.seatsLeft
  return (
    <>
      <span className={styles.date}>
        <Link to={`/teach/sessions/${session.id}`}>
          <Instant at={session.start} />
        </Link>{' '}
        {own && <Tag>Changed by itself</Tag>}
        {session.state === 'cancelled' && <Tag tone="bad">Called off</Tag>}
      </span>
      <span className="soft">
        {taken} of {counted(session.capacity, 'seat')}
      </span>
      <span className={styles.deeds}>
        {session.state === 'published' && (
          <Link to={`/teach/sessions/${session.id}/edit`}>
            Change this one<span className="visually-hidden"> {named}</span>
          </Link>
        )}
        {running && taken === 0 && session.state === 'published' && (
          <DeedForm intent={`skip:${day}`}>
            <DeedButton variant="subtle" size="compact-md">
              Leave out<span className="visually-hidden"> {named}</span>
            </DeedButton>
          </DeedForm>
        )}
      </span>
    </>
  )
}

/** From which date on: this and all later ones, or all of them. */
function FromField({ series, label }: { series: SeriesPage; label: string }) {
  const { locale } = useReader()
  const days = series.dates.map(({ day }) => day)
  return (
    <SelectField
      name="from"
      label={label}
      data={days.map((day, index) => ({
        value: day,
        label:
          index === 0
            ? `${dayWords(day, locale)}: all dates`
            : `${dayWords(day, locale)} and later`,
      }))}
    />
  )
}

function Changing({ series }: { series: SeriesPage }) {
  const { rule, session } = series
  if (series.dates.length === 0) return null
  return (
    <Panel
      title="Change it"
      note="Dates that somebody has booked stay as they are, and so do those that you changed one by one."
    >
      <DeedForm intent="change" className="stack">
        <FromField series={series} label="From" />
        <TextField
          name="title"
          label="Title"
          defaultValue={session.title}
          minLength={3}
          maxLength={140}
          required
        />
        <RuleFields
          zone={rule.zone}
          first={false}
          fields={{
            weekdays: rule.weekdays,
            everyWeeks: rule.everyWeeks,
            time: rule.time,
            minutes: rule.minutes,
            fromDay: series.dates[0]!.day,
            untilDay: rule.untilDay ?? '',
            times: rule.times === null ? '' : String(rule.times),
          }}
        />
        <div>
          <DeedButton>Change the series</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

function Stopping({ series }: { series: SeriesPage }) {
  return (
    <Panel title="Stop it" note="What somebody has booked takes place. Nothing new is planned.">
      <DeedForm intent="stop" className="stack">
        {series.dates.length > 0 ? (
          <FromField series={series} label="Take back unbooked dates from" />
        ) : (
          <input type="hidden" name="from" value={series.rule.fromDay} />
        )}
        <div>
          <DeedButton variant="light" color="bad">
            Stop the series
          </DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="the educator of this series, and staff" />
