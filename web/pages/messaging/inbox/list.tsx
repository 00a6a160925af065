import { Checkbox } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Inbox, ThreadCard, Threads } from '../../../api/inbox.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { Choose } from '../../../components/FilterColumn.tsx'
import { ChoiceFilter, FilterForm } from '../../../components/Filters.tsx'
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import styles from './inbox.module.css'
import { DAYS, lasting, WAY, whoIs } from './words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Inbox · Stoa' }]

const FILTERS = ['state', 'assigned', 'way', 'search', 'cursor'] as const

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/organizations/${params.organizationId}/inbox`
  const { searchParams } = new URL(request.url)
  const asked = Object.fromEntries(FILTERS.map((name) => [name, searchParams.get(name) || null]))
  const show = searchParams.get('show')
  const [inbox, threads] = await Promise.all([
    api.get<Inbox>(at),
    api.get<Threads>(`${at}/threads`, {
      ...asked,
      state: asked.state === 'all' ? null : (asked.state ?? 'open'),
      ...(show === 'unread' ? { unread: 'true' } : show === 'late' ? { late: 'true' } : {}),
    }),
  ])
  return { inbox, threads, file: `${at}/threads.csv?${searchParams}` }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const at = `/api/organizations/${params.organizationId}/inbox`
  return attempt('rules', async () => {
    await context.get(apiOf).put(`${at}/rules`, {
      zone: text(form, 'zone'),
      days: form.getAll('days').map(Number),
      opens: text(form, 'opens'),
      closes: text(form, 'closes'),
      answerMinutes: Number(text(form, 'answerMinutes')),
      awayText: text(form, 'awayText') || null,
      language: text(form, 'language'),
    })
    return { said: 'Kept. It counts for what comes in from now on.' }
  })
}

/** Conversations with those who write to the organization. */
export default function InboxPage() {
  const { inbox, threads, file } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Inbox"
        lead="What people write to your numbers, and what you answer. Only owners, administrators and managers of your organization read it."
        deeds={
          <a href={file} download>
            All that was said, as CSV
          </a>
        }
      />
      <MessagingNav />
      <div className="stack-wide">
        <Standing inbox={inbox} />
        <Panel title="Conversations">
          <div className="stack">
            <ChoiceFilter
              name="show"
              label="Which"
              choices={[
                { value: '', label: 'All' },
                { value: 'unread', label: 'Unread', count: inbox.unread },
                { value: 'late', label: 'Answer is late', count: inbox.late },
              ]}
            />
            <Filters />
            {threads.items.length === 0 ? (
              <EmptyState title="Nothing here">
                {inbox.numbers.length === 0
                  ? 'You have no number of your own yet. Ask the people who run this Stoa for one: then whoever writes to it is here.'
                  : 'No conversation fits these filters.'}
              </EmptyState>
            ) : (
              <ul className={styles.threads} aria-label="Conversations">
                {threads.items.map((thread) => (
                  <Row key={thread.id} thread={thread} />
                ))}
              </ul>
            )}
            <Pager next={threads.next} />
          </div>
        </Panel>
        <Rules inbox={inbox} />
      </div>
    </>
  )
}

function Standing({ inbox }: { inbox: Inbox }) {
  const share = inbox.answered ? Math.round((100 * inbox.inTime) / inbox.answered) : null
  const owed = inbox.owed.map(({ units, asset }) => `${units} ${asset}`).join(', ')
  return (
    <StatFigures
      label="How the inbox stands"
      stats={[
        {
          label: 'Open conversations',
          figure: inbox.open,
          note: `${inbox.mine} yours, ${inbox.nobodys} nobody’s`,
        },
        {
          label: 'Wait for an answer',
          figure: inbox.waiting,
          note: inbox.late ? `${inbox.late} longer than they should` : 'none too long',
          ...(inbox.late ? { tone: 'attention' as const } : {}),
        },
        {
          label: 'First answer, 30 days',
          figure: inbox.medianSeconds === null ? '–' : lasting(inbox.medianSeconds),
          note: share === null ? 'no answers yet' : `half of them sooner; ${share} % in time`,
        },
        {
          label: 'Owed for what came in',
          figure: owed || 'Nothing',
          note: owed ? 'taken from the next credits you buy' : 'an empty wallet still receives',
        },
      ]}
    />
  )
}

function Filters() {
  return (
    <FilterForm label="Filter conversations" keep={['show']}>
      <TextField type="search" name="search" label="Search" placeholder="Name, number or words" />
      <Choose
        name="state"
        label="State"
        all="Open"
        choices={[
          { value: 'closed', label: 'Closed' },
          { value: 'all', label: 'All' },
        ]}
      />
      <Choose
        name="assigned"
        label="Whose"
        choices={[
          { value: 'me', label: 'Mine' },
          { value: 'nobody', label: 'Nobody’s' },
        ]}
      />
      <Choose
        name="way"
        label="Way"
        choices={Object.entries(WAY).map(([value, label]) => ({ value, label }))}
      />
    </FilterForm>
  )
}

function Row({ thread }: { thread: ThreadCard }) {
  const { id, last, unread, late, assignedTo, closedAt, way } = thread
  return (
    <li className={styles.thread} data-new={unread > 0 || undefined}>
      <div>
        <Link to={id} className={styles.name}>
          {whoIs(thread)}
        </Link>
        <p className={styles.last}>
          {last.is === 'inbound' ? '' : 'You: '}
          {last.text || '…'}
        </p>
        <div className={styles.tags}>
          <span className="small soft">{WAY[way]}</span>
          {unread > 0 && <Tag tone="accent">{unread} new</Tag>}
          {late && <Tag tone="attention">Answer is late</Tag>}
          {closedAt && <Tag>Closed</Tag>}
        </div>
      </div>
      <div className={styles.side}>
        <Instant at={last.at} as="short-moment" />
        <p className="soft">{assignedTo ? assignedTo.name : 'Nobody’s'}</p>
      </div>
    </li>
  )
}

/** The languages of src/messaging/inbox/confirming.ts. */
const CONFIRMED_IN = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'fr', label: 'Français' },
  { value: 'es', label: 'Español' },
  { value: 'pt', label: 'Português' },
  { value: 'it', label: 'Italiano' },
  { value: 'nl', label: 'Nederlands' },
  { value: 'hi', label: 'हिन्दी' },
  { value: 'mr', label: 'मराठी' },
]

function Rules({ inbox: { rules, numbers } }: { inbox: Inbox }) {
  return (
    <Panel
      title="Hours"
      note={
        numbers.length > 0
          ? `Your numbers: ${numbers.map(({ way, address }) => `${address} (${WAY[way]})`).join(', ')}`
          : 'You have no number yet.'
      }
    >
      <DeedForm intent="rules" className="stack">
        <Checkbox.Group
          label="Days on which somebody answers"
          defaultValue={rules.days.map(String)}
        >
          <div className={styles.days}>
            {DAYS.map((label, index) => (
              <Checkbox key={label} name="days" value={String(index + 1)} label={label} />
            ))}
          </div>
        </Checkbox.Group>
        <div className={styles.pair}>
          <TextField name="opens" label="From" type="time" defaultValue={rules.opens} required />
          <TextField name="closes" label="Until" type="time" defaultValue={rules.closes} required />
          <TextField name="zone" label="On the clock of" defaultValue={rules.zone} required />
          <TextField
            name="answerMinutes"
            label="Answer within minutes"
            type="number"
            min={1}
            max={10_080}
            defaultValue={String(rules.answerMinutes)}
            required
          />
          <SelectField
            name="language"
            label="Language, where theirs is not known"
            description="Of what is answered to STOP, START and HELP"
            defaultValue={rules.language ?? 'en'}
            data={
              CONFIRMED_IN.some(({ value }) => value === (rules.language ?? 'en'))
                ? CONFIRMED_IN
                : [...CONFIRMED_IN, { value: rules.language!, label: rules.language! }]
            }
          />
        </div>
        <LongField
          name="awayText"
          label="Answered by itself outside of these hours"
          description="At most once in 24 hours for one conversation. Empty: nothing. It costs what a message costs."
          defaultValue={rules.awayText ?? ''}
          maxLength={1_000}
        />
        <div>
          <DeedButton>Keep the hours</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => (
  <PageError who="owners, administrators and managers of this organization" />
)
