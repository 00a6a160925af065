import { Radio } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Around, Report } from '../../../api/voices.ts'
import { DeedForm, useDeed } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, LongField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Stars } from '../../../components/Stars.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { DECISIONS, REASONS, THINGS } from '../../../format/reports.ts'
import styles from './report.module.css'

export const meta = () => [{ title: 'Report · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const report = await context.get(apiOf).get<Report>(`/api/reports/${params.id}`)
  // What comes from a room is decided with the room in view.
  if (report.about.type === 'room') throw redirect(`/operate/rooms/${report.id}`)
  return { report }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  const api = context.get(apiOf)
  return attempt(intent, async () => {
    if (intent === 'read')
      return { result: await api.post<Around>(`/api/reports/${params.id}/reading`) }
    const body = { decision: text(form, 'decision'), note: text(form, 'note') }
    await api.post(`/api/reports/${params.id}/decision`, body)
    return { said: 'Decided. Those concerned are told.' }
  })
}

export const clientAction = keepOnFailure

export default function ReportPage() {
  const { report } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        tags={
          <>
            <Tag tone={report.state === 'open' ? 'attention' : 'good'}>
              {report.decision ? DECISIONS[report.decision] : 'To decide'}
            </Tag>
            {report.overdue && <Tag tone="bad">Overdue</Tag>}
            {report.urgent && report.state === 'open' && <Tag tone="warm">Urgent</Tag>}
          </>
        }
        title={`${THINGS[report.about.type]}${report.person ? ` by ${report.person.name}` : ''}`}
        lead={<Link to="/operate/reports">All reports</Link>}
      />
      <div className="wide-and-narrow">
        <div className="stack-wide">
          <Panel title="What was said">
            {report.stars !== null && <Stars rating={report.stars} />}
            <blockquote className={styles.said}>
              {report.said ? `“${report.said}”` : 'No words, or they are gone.'}
            </blockquote>
            {report.about.type === 'message' && <Reading />}
          </Panel>
          {report.state === 'open' ? <Deciding report={report} /> : <Decided report={report} />}
        </div>
        <Panel title="The report">
          <FactList
            facts={[
              ['Reason', REASONS[report.reason]],
              ['In their words', report.words && `“${report.words}”`],
              ['Reported by', <Person key="by" person={report.reporter} />],
              ['Written by', report.person && <Person key="of" person={report.person} />],
              [
                'Session',
                report.session && (
                  <Link key="in" to={`/operate/sessions/${report.session.id}`}>
                    {report.session.title}
                  </Link>
                ),
              ],
              ['Reported', <Instant key="at" at={report.reportedAt} />],
              ['Decide until', <Instant key="due" at={report.dueAt} />],
              [
                'Reports of the same',
                report.together > 1 ? `${report.together}; one decision is for all` : '',
              ],
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function Person({ person }: { person: Report['reporter'] }) {
  return <Link to={`/operate/people/${person.id}`}>{person.name}</Link>
}

/** Reading the conversation is written into the audit log, so it is a deed and no link. */
function Reading() {
  return (
    <DeedForm intent="read" className="stack">
      <Conversation />
    </DeedForm>
  )
}

function Conversation() {
  const { outcome } = useDeed()
  const read = outcome?.ok ? (outcome.result as Around) : null
  if (!read)
    return (
      <div>
        <p className="soft small">
          The messages around it, as they were written. That you read them is kept in the audit log.
        </p>
        <DeedButton variant="outline">Read the conversation</DeedButton>
      </div>
    )
  return (
    <ol className={styles.talk} aria-label="The conversation around it">
      {read.messages.map((message) => (
        <li key={message.id} data-reported={message.reported || undefined}>
          <p className="row-apart">
            <span className="strong">{message.sender.name}</span>
            <span className="soft small">
              <Instant at={message.sentAt} as="short-moment" />
            </span>
          </p>
          <p className={styles.words}>{message.words}</p>
          {message.reported && <Tag tone="attention">Reported</Tag>}
          {message.removedAt && <Tag tone="bad">Removed</Tag>}
        </li>
      ))}
    </ol>
  )
}

const CHOICES: Record<Report['possible'][number], [label: string, what: string]> = {
  keep: ['It stays', 'It is within the rules. Few stars and hard words about a lesson are.'],
  hide: [
    'Hide it',
    'Nobody reads it any more, and a review counts no more. It stays in the records.',
  ],
  remove_words: ['Take the words away', 'The stars stay and count; the words are gone.'],
  act: ['It has been acted on', 'In the room, or with the person. Say how in the note.'],
}

function Deciding({ report }: { report: Report }) {
  return (
    <Panel title="Decide" note="The decision stands. The reporter and the author read your note.">
      <DeedForm intent="decide" className="stack">
        <Radio.Group name="decision" label="What becomes of it?" required>
          <div className={styles.choices}>
            {report.possible.map((decision) => (
              <Radio
                key={decision}
                value={decision}
                label={CHOICES[decision][0]}
                description={CHOICES[decision][1]}
                required
              />
            ))}
          </div>
        </Radio.Group>
        <LongField name="note" label="Why, in a sentence" required minLength={3} maxLength={2000} />
        <div>
          <DeedButton>Decide</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

function Decided({ report }: { report: Report }) {
  return (
    <Panel title="The decision">
      <p>{report.note}</p>
      <p className="soft small">
        {report.decidedBy}, {report.decidedAt && <Instant at={report.decidedAt} />}
      </p>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="moderators" />
