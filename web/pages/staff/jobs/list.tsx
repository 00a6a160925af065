import { useEffect } from 'react'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
  useRevalidator,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { type Names, nameIn, namesOf } from '../../../api/names.ts'
import type { Job, Queue, Run, Schedule } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { byWords } from '../../../format/books.ts'
import { place } from '../../../format/time.ts'
import { useRoot } from '../../../visitor.ts'
import styles from './list.module.css'
import { countWords, cronWords, outcomeWord } from './words.ts'

export const meta = () => [{ title: 'Jobs · Stoa' }]
export const clientAction = keepOnFailure

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const [schedule, runs] = await Promise.all([
    api.get<Schedule>('/api/jobs'),
    api.get<Page<Run>>('/api/jobs/runs', {
      outcome: search.get('outcome'),
      name: search.get('name'),
      cursor: search.get('cursor'),
    }),
  ])
  const names = await namesOf(
    api,
    runs.items.map(({ askedBy }) => askedBy),
  )
  return { jobs: schedule.items, queue: schedule.queue, runs, names }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const name = text(form, 'name')
  return attempt(intent, async () => {
    if (intent === 'queue') {
      const queue = await api.post<Queue>('/api/jobs/queue/retry')
      return { said: queue.failing.length === 0 ? 'All of it is done.' : 'It was tried again.' }
    }
    const run = intent.startsWith('retry')
      ? await api.post<Run>(`/api/jobs/runs/${encodeURIComponent(text(form, 'run'))}/retry`)
      : await api.post<Run>(`/api/jobs/${encodeURIComponent(name)}/run`)
    const counted = countWords(run.counts)
    return run.outcome === 'failed'
      ? { said: `${run.name} failed: ${run.error}` }
      : { said: `${run.name} ran${counted ? `: ${counted}` : ''}.` }
  })
}

export default function Jobs() {
  const { jobs, queue, runs, names } = useLoaderData<typeof loader>()
  useFreshWhile(runs.items.some((run) => run.outcome === 'running'))
  const admin = useRoot()?.me.person?.staffRoles.includes('admin') ?? false
  const retriable = admin && runs.items.some(({ outcome }) => /failed|lost/.test(outcome))
  const says = new Map(jobs.map((job) => [job.name, job.says]))
  const next = jobs.toSorted((a, b) => Date.parse(a.nextAt) - Date.parse(b.nextAt))[0]
  const failing = jobs.filter((job) => job.lastRun?.outcome === 'failed').length
  return (
    <>
      <PageHead
        title="Jobs"
        lead={
          <>
            Everything that happens by itself.{' '}
            {failing > 0
              ? `${failing} of ${jobs.length} failed when last run. `
              : `All ${jobs.length} went well when last run. `}
            {next && (
              <>
                The next is due <Instant at={next.nextAt} />.
              </>
            )}
          </>
        }
      />
      <div className="stack-wide">
        <Panel title="The schedule">
          <DataTable
            caption="The schedule"
            rows={jobs}
            keyOf={(job) => job.name}
            columns={scheduleColumns(admin).filter(({ head }) => admin || head !== 'Now')}
          />
        </Panel>
        <FollowUps queue={queue} admin={admin} />
        <Panel
          title="Runs"
          note="Newest first. A failed run is tried again by itself; here it can be tried at once."
          side={
            <ChoiceFilter
              name="outcome"
              label="How runs ended"
              choices={[
                { value: '', label: 'All' },
                { value: 'failed', label: 'Failed' },
                { value: 'lost', label: 'Cut short' },
                { value: 'running', label: 'Running' },
              ]}
            />
          }
        >
          <DataTable
            caption="Runs"
            rows={runs.items}
            keyOf={(run) => run.id}
            columns={runColumns(says, names, admin).filter(
              ({ head }) => retriable || head !== 'Again',
            )}
            empty={
              <EmptyState title="No such runs">
                Each time a job runs, it is listed here with what it did.
              </EmptyState>
            }
          />
          <Pager next={runs.next} />
        </Panel>
      </div>
    </>
  )
}

/** While something is running the page looks again every two seconds. */
function useFreshWhile(running: boolean) {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!running) return
    const timer = setInterval(revalidate, 2_000)
    return () => clearInterval(timer)
  }, [running, revalidate])
}

const scheduleColumns = (admin: boolean): Column<Job>[] => [
  {
    head: 'What',
    title: true,
    cell: (job) => (
      <>
        {job.says}
        <span className={styles.name}>{job.name}</span>
      </>
    ),
  },
  {
    head: 'When',
    cell: (job) => (
      <>
        {cronWords(job.cron)}
        {job.zone !== 'UTC' && <span className="soft"> in {place(job.zone)}</span>}
      </>
    ),
  },
  {
    head: 'Last run',
    cell: (job) =>
      job.lastRun ? (
        <span className={styles.last}>
          <Instant at={job.lastRun.startedAt} as="short-moment" />{' '}
          <OutcomeTag outcome={job.lastRun.outcome} />
        </span>
      ) : (
        <span className="soft">not yet</span>
      ),
  },
  { head: 'Next run', cell: (job) => <Instant at={job.nextAt} as="short-moment" /> },
  {
    head: 'Now',
    cell: (job) =>
      admin && (
        <DeedForm intent={`run ${job.name}`}>
          <input type="hidden" name="name" value={job.name} />
          <DeedButton size="compact-sm" variant="outline" aria-label={`Run now: ${job.says}`}>
            Run now
          </DeedButton>
        </DeedForm>
      ),
  },
]

const runColumns = (says: Map<string, string>, names: Names, admin: boolean): Column<Run>[] => [
  { head: 'Begun', cell: (run) => <Instant at={run.startedAt} as="short-moment" /> },
  { head: 'What', title: true, cell: (run) => says.get(run.name) ?? run.name },
  {
    head: 'How it ended',
    cell: (run) => (
      <>
        <OutcomeTag outcome={run.outcome} />
        {run.attempt > 1 && <span className="soft"> try {run.attempt}</span>}
      </>
    ),
  },
  {
    head: 'What it did',
    cell: (run) =>
      run.error ? <span className={styles.error}>{run.error}</span> : countWords(run.counts),
  },
  {
    head: 'Asked by',
    wideOnly: true,
    cell: (run) => byWords(run.askedBy, nameIn(names, run.askedBy)),
  },
  {
    head: 'Took',
    numeric: true,
    cell: (run) => (run.tookMs === null ? '' : `${run.tookMs} ms`),
  },
  {
    head: 'Again',
    cell: (run) =>
      admin && (run.outcome === 'failed' || run.outcome === 'lost') ? (
        <DeedForm intent={`retry ${run.id}`}>
          <input type="hidden" name="run" value={run.id} />
          <DeedButton
            size="compact-sm"
            variant="outline"
            aria-label={`Try again: ${says.get(run.name) ?? run.name}`}
          >
            Try again
          </DeedButton>
        </DeedForm>
      ) : null,
  },
]

/** What follows from what happened: notices, reactions. Shown when some of it waits or failed. */
function FollowUps({ queue, admin }: { queue: Queue; admin: boolean }) {
  const failed = queue.failing.length + queue.reactions.length
  if (failed === 0)
    return (
      <p className="soft">
        Follow-ups of what happened (notices, grants, commissions):{' '}
        {queue.waiting + queue.running === 0
          ? 'all done.'
          : `${queue.running} running, ${queue.waiting} waiting.`}
      </p>
    )
  return (
    <Panel
      title={failed === 1 ? 'One follow-up failed' : `${failed} follow-ups failed`}
      note="Tried again by themselves, later each time. Nothing of them is lost."
      side={
        admin && (
          <DeedForm intent="queue">
            <DeedButton size="compact-sm">Try all again now</DeedButton>
          </DeedForm>
        )
      }
    >
      <DataTable
        caption="Follow-ups that failed"
        rows={[
          ...queue.reactions.map((one) => ({
            key: `${one.factId} ${one.name}`,
            what: `${one.name}, after ${one.kind}`,
            attempts: one.attempts,
            error: one.error,
          })),
          ...queue.failing.map((one) => ({
            key: `${one.task} ${one.nextAt}`,
            what: one.task,
            ...one,
          })),
        ]}
        keyOf={(row) => row.key}
        columns={[
          { head: 'What', title: true, cell: (row) => row.what },
          { head: 'Why', cell: (row) => <span className={styles.error}>{row.error}</span> },
          { head: 'Tries', numeric: true, cell: (row) => row.attempts },
        ]}
      />
    </Panel>
  )
}

function OutcomeTag({ outcome }: { outcome: Run['outcome'] }) {
  const [word, tone] = outcomeWord[outcome]
  return <Tag tone={tone}>{word}</Tag>
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
