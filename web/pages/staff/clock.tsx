import { Progress } from '@mantine/core'
import { useEffect, useState } from 'react'
import {
  type ActionFunctionArgs,
  type ClientActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  useLoaderData,
} from 'react-router'
import { browserApi } from '../../api/browser.ts'
import type { Api } from '../../api/client.ts'
import { apiOf } from '../../api/context.ts'
import type { Clock, Job, Jump, Schedule } from '../../api/operating.ts'
import type { Me } from '../../api/types.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { DeedForm, useDeed } from '../../components/DeedForm.tsx'
import { attempt, type Outcome, text } from '../../components/deeds.ts'
import { ChoiceFilter } from '../../components/Filters.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { useRoot } from '../../visitor.ts'
import styles from './clock.module.css'
import { cronWords } from './jobs/words.ts'

export const meta = () => [{ title: 'Sandbox clock · Stoa' }]

type Step = 'day' | 'week' | 'monday' | 'month'
const STEPS: { value: string; step: Step; label: string; deed: string }[] = [
  { value: '', step: 'day', label: 'A day', deed: 'Move a day forward' },
  { value: 'week', step: 'week', label: 'A week', deed: 'Move a week forward' },
  { value: 'monday', step: 'monday', label: 'To Monday noon', deed: 'Move to Monday noon' },
  { value: 'month', step: 'month', label: 'A month', deed: 'Move a month forward' },
]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [clock, me, schedule] = await Promise.all([
    api.get<Clock>('/api/sandbox/clock'),
    api.get<Me>('/api/me'),
    api.get<Schedule>('/api/jobs'),
  ])
  const wish = new URL(request.url).searchParams.get('by') ?? ''
  const chosen = STEPS.find(({ value }) => value === wish) ?? STEPS[0]!
  const to = target(clock.now, chosen.step, me.person?.zone ?? 'UTC')
  const onTheWay = schedule.items
    .filter((job) => Date.parse(job.nextAt) <= Date.parse(to))
    .toSorted((a, b) => Date.parse(a.nextAt) - Date.parse(b.nextAt))
  return { clock, chosen, to, onTheWay }
}

/** Where a step leads: calendar steps in the person's zone, so that a day is a day across clock changes. */
function target(now: string, step: Step, zone: string): string {
  const here = Temporal.Instant.from(now).toZonedDateTimeISO(zone)
  const noon = here.withPlainTime('12:00')
  const moved = {
    day: () => here.add({ days: 1 }),
    week: () => here.add({ days: 7 }),
    month: () => here.add({ months: 1 }),
    monday: () =>
      here.dayOfWeek === 1 && Temporal.ZonedDateTime.compare(here, noon) < 0
        ? noon
        : noon.add({ days: 8 - here.dayOfWeek }),
  }[step]()
  return moved.toInstant().toString()
}

const move = (api: Api, form: FormData) =>
  attempt<Jump>('move', async () => ({
    result: await api.post<Jump>('/api/sandbox/clock', { to: text(form, 'to') }),
  }))

export async function action({ context, request }: ActionFunctionArgs) {
  return move(context.get(apiOf), await request.formData())
}

/** A jump can take minutes, so the browser asks the API itself and watches the clock meanwhile. */
export async function clientAction({ request }: ClientActionFunctionArgs) {
  const outcome = await move(browserApi, await request.formData())
  return 'data' in outcome ? outcome.data : outcome
}

export default function SandboxClock() {
  const { clock, chosen, to, onTheWay } = useLoaderData<typeof loader>()
  const [watching, timed] = [
    onTheWay.filter(isWatching),
    onTheWay.filter((job) => !isWatching(job)),
  ]
  const admin = useRoot()?.me.person?.staffRoles.includes('admin') ?? false
  if (!clock.movable)
    return (
      <>
        <PageHead title="Sandbox clock" />
        <EmptyState title="This Stoa lives by the real clock">
          Only a sandbox, where no real money moves, has a clock that can be moved.
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHead
        title="Sandbox clock"
        lead={
          <>
            It stands at{' '}
            <span className="strong">
              <Instant at={clock.now} />
            </span>
            . It only goes forward, and everything due on the way happens as if you had waited.
          </>
        }
      />
      <div className="stack-wide">
        <Panel
          title="Move it forward"
          side={<ChoiceFilter name="by" label="How far" choices={STEPS} />}
        >
          <DeedForm intent="move">
            <div className="stack">
              <p>
                From <Instant at={clock.now} /> to{' '}
                <span className="strong">
                  <Instant at={to} />
                </span>
                .
              </p>
              <input type="hidden" name="to" value={to} />
              {admin ? (
                <div>
                  <DeedButton>{chosen.deed}</DeedButton>
                </div>
              ) : (
                <p className="soft">An administrator can move it.</p>
              )}
              <OnTheRoad from={clock.now} to={to} />
            </div>
          </DeedForm>
        </Panel>
        <Panel title="What will run on the way" note="Each at its own time, in this order.">
          <DataTable
            caption="Jobs on the way"
            rows={timed}
            keyOf={(job) => job.name}
            columns={[
              {
                head: 'First at',
                cell: (job: Job) => <Instant at={job.nextAt} as="short-moment" />,
              },
              { head: 'What', title: true, cell: (job) => job.says },
              { head: 'How often', cell: (job) => cronWords(job.cron) },
            ]}
            empty={<p className="soft">Nothing with a fixed hour is due before then.</p>}
          />
          {watching.length > 0 && (
            <details className={styles.watching}>
              <summary>
                {watching.length} more look every few minutes, and act where something is due
              </summary>
              <ul>
                {watching.map((job) => (
                  <li key={job.name}>{job.says}</li>
                ))}
              </ul>
            </details>
          )}
        </Panel>
      </div>
    </>
  )
}

/** Looks for due rows every few minutes, rather than at an hour of its own. */
const isWatching = ({ cron }: Job) => /^\*(\/\d+)? \*/.test(cron)

/** While it moves: where the clock stands now. Afterwards: what happened. */
function OnTheRoad({ from, to }: { from: string; to: string }) {
  const { busy, outcome } = useDeed()
  const at = useClockWhile(busy)
  if (busy) {
    const start = Date.parse(from)
    const part = at ? ((Date.parse(at) - start) / (Date.parse(to) - start)) * 100 : 0
    return (
      <div className="stack" aria-live="polite">
        <Progress value={Math.max(2, Math.min(part, 100))} aria-label="The clock moves" />
        <p className="soft">
          {at ? (
            <>
              It stands at <Instant at={at} />.{' '}
            </>
          ) : null}
          You can leave this page; the clock goes on moving.
        </p>
      </div>
    )
  }
  const done = outcome as Outcome<Jump> | null
  if (!done?.ok || !done.result) return null
  const { runs, failed, now } = done.result
  return (
    <p role="status">
      The clock stands at <Instant at={now} />. {runs === 1 ? 'One job was' : `${runs} jobs were`}{' '}
      run on the way, {failed === 0 ? 'and all went well' : `${failed} of them failed`}.{' '}
      <Link to={failed === 0 ? '/operate/jobs' : '/operate/jobs?outcome=failed'}>See the runs</Link>
    </p>
  )
}

function useClockWhile(busy: boolean): string | null {
  const [at, set] = useState<string | null>(null)
  useEffect(() => {
    if (!busy) return set(null)
    const timer = setInterval(async () => {
      const clock = await browserApi.get<Clock>('/api/sandbox/clock').catch(() => null)
      if (clock) set(clock.now)
    }, 700)
    return () => clearInterval(timer)
  }, [busy])
  return at
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
