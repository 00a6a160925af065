import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, LongField } from '../../../components/fields.tsx'
import { Instant, Meeting } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { useReader } from '../../../format/reader.tsx'
import { OUTCOMES, type ReportDetail, whatOf } from './words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Report from a room · Stoa' }]

export const loader = ({ context, params }: LoaderFunctionArgs) =>
  context.get(apiOf).get<ReportDetail>(`/api/room-reports/${params.id}`)

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt(text(form, 'intent'), async () => {
    const deed = text(form, 'deed')
    await context
      .get(apiOf)
      .post(`/api/room-reports/${params.id}/decide`, { deed, note: text(form, 'note') })
    return { said: 'Decided, and written down in the audit log.' }
  })
}

/** One report: what was said before it, who is in the room, and what to do. */
export default function RoomReport() {
  const report = useLoaderData<typeof loader>()
  const { zone } = useReader()
  const { session } = report
  return (
    <>
      <PageHead
        tags={
          report.outcome ? (
            <Tag tone={OUTCOMES[report.outcome][1]}>{OUTCOMES[report.outcome][0]}</Tag>
          ) : report.running ? (
            <Tag tone="attention">The session is running</Tag>
          ) : (
            <Tag>The session is over</Tag>
          )
        }
        title={whatOf(report)}
        lead={
          <>
            In <Link to={`/operate/sessions/${session.id}`}>{session.title}</Link>:{' '}
            <Meeting {...session} zone={zone} />
          </>
        }
        deeds={
          report.running && (
            <a href={`/sessions/${session.id}/room`}>Go into the room as a moderator</a>
          )
        }
      />
      <div className="wide-and-narrow">
        <div className="stack-wide">
          <Panel title="What is reported">
            <FactList
              facts={[
                ['Said by', report.by.name],
                ['About', report.about?.name ?? 'Nobody in particular'],
                ['At', <Instant key="at" at={report.at} />],
                ['In their words', report.words || 'No words'],
                [
                  'In the room now',
                  report.people.length === 0
                    ? 'Nobody'
                    : report.people.map(({ name }) => name).join(', '),
                ],
              ]}
            />
          </Panel>
          {report.kind === 'behaviour' && <Before report={report} />}
          {report.kind === 'technical' && <Measured report={report} />}
          {report.log.length > 0 && <Log report={report} />}
        </div>
        <aside aria-label="What to do">
          {report.outcome ? <Decided report={report} /> : <Deciding report={report} />}
        </aside>
      </div>
    </>
  )
}

function Before({ report }: { report: ReportDetail }) {
  return (
    <Panel title="Written before it" note="The last words in the room, as they stood then.">
      {report.talk.length === 0 ? (
        <p>Nothing had been written.</p>
      ) : (
        <ol className="plain-list stack">
          {report.talk.map((said) => (
            <li key={said.id}>
              <p className="small soft">
                <b>{said.name}</b> <Instant at={said.at} as="clock" />
              </p>
              <p>{said.words}</p>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

const QUALITY: Record<string, string> = { good: 'Good', fair: 'Fair', poor: 'Poor' }

function Measured({ report }: { report: ReportDetail }) {
  return (
    <Panel
      title={`The connection of ${report.by.name}`}
      note="As their browser measured it, every half minute."
    >
      {report.quality.length === 0 ? (
        <p>Nothing was measured: no picture or sound came through.</p>
      ) : (
        <ol className="plain-list">
          {report.quality.map((one) => (
            <li key={one.at}>
              <Instant at={one.at} as="clock" />: {QUALITY[one.word] ?? one.word}
              {one.roundTrip === null ? '' : `, ${one.roundTrip} ms there and back`}
              {one.lost === null ? '' : `, ${(one.lost / 100).toFixed(1)} % lost`}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

const DEEDS: Record<string, string> = {
  removed: 'removed',
  let_back: 'let back',
  warned: 'warned',
  ended: 'ended the room',
  reopened: 'opened the room again',
}

function Log({ report }: { report: ReportDetail }) {
  return (
    <Panel title="Done in this room">
      <ol className="plain-list">
        {report.log.map((one) => (
          <li key={`${one.at} ${one.kind} ${one.name}`}>
            <Instant at={one.at} as="clock" />: {one.by} {DEEDS[one.kind] ?? one.kind}{' '}
            {one.name ?? ''}
            {one.note ? `: ${one.note}` : ''}
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Decided({ report }: { report: ReportDetail }) {
  return (
    <Panel title="Decided">
      <p>
        {OUTCOMES[report.outcome!][0]}
        {report.closedBy ? ` by ${report.closedBy}` : ''},{' '}
        <Instant at={report.closedAt!} as="short-moment" />.
      </p>
    </Panel>
  )
}

/** What can be done: the mildest first. */
function Deciding({ report }: { report: ReportDetail }) {
  const { about, kind } = report
  return (
    <Panel
      title="What to do"
      note="Whatever is chosen closes the report and is written to the audit log."
    >
      <DeedForm intent="decide" className="stack">
        <LongField
          name="note"
          label="What they are told, or why"
          description="A warning is shown to them in the room in these words."
          maxLength={1_000}
        />
        {kind === 'technical' ? (
          <DeedButton name="deed" value="answer">
            It is answered
          </DeedButton>
        ) : (
          <>
            {about && (
              <DeedButton name="deed" value="warn" variant="outline">
                Warn {about.name}
              </DeedButton>
            )}
            {about && (
              <DeedButton name="deed" value="remove" variant="outline" color="bad">
                Remove {about.name} from the room
              </DeedButton>
            )}
            <DeedButton name="deed" value="end" variant="outline" color="bad">
              End the session for everybody
            </DeedButton>
          </>
        )}
        <DeedButton name="deed" value="dismiss" variant="subtle">
          Dismiss the report
        </DeedButton>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="moderators; support reads what does not work" />
