import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { DataTable } from '../../../components/DataTable.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { creditsOf } from './MessageList.tsx'
import {
  CATEGORY,
  type MessageLife,
  outcomeOf,
  reasonOf,
  STATE,
  TRY,
  WAY,
  waitsOf,
} from './message-words.ts'

type Try = MessageLife['tries'][number]
type Step = { id: string; at: string; what: ReactNode; who: string }

/** Everything that happened to a message, in its order. */
function stepsOf({ message, tries }: MessageLife): Step[] {
  const steps: Step[] = [
    { id: 'accepted', at: message.acceptedAt, what: 'Accepted, and its credits held', who: 'Stoa' },
  ]
  for (const one of tries) steps.push(...stepsOfTry(one))
  if (message.settled) {
    const what = `Credits: ${creditsOf(message)}`
    steps.push({ id: 'settled', at: message.settled.at, what, who: 'Stoa' })
  }
  return steps.sort((a, b) => (a.at < b.at ? -1 : 1))
}

function stepsOfTry(one: Try): Step[] {
  const who = one.provider.name
  const took = one.tookMs === null ? '' : ` after ${one.tookMs} ms`
  const why = [one.code, one.said].filter(Boolean).join(': ')
  return [
    { id: one.id, at: one.leftAt, what: `Try ${one.number} left`, who },
    ...(one.answeredAt
      ? [
          {
            id: `${one.id}:answer`,
            at: one.answeredAt,
            what: `Try ${one.number}: ${TRY[one.state]}${took}${why ? ` (${why})` : ''}`,
            who,
          },
        ]
      : []),
    ...one.reports.map((report, index) => ({
      id: `${one.id}:${index}`,
      at: report.takenAt,
      what: (
        <>
          Told to be {report.state}
          {report.code ? ` (${report.code})` : ''}, at <Instant at={report.at} as="moment" />
        </>
      ),
      who,
    })),
  ]
}

/** One message: what it said, what became of it, and what was booked. `journals`: the reader sees the books. */
export function LifeOfMessage({
  life,
  journals = false,
  children,
}: {
  life: MessageLife
  journals?: boolean
  children?: ReactNode
}) {
  const { message, content, settlements } = life
  const [word, tone] = STATE[message.state]
  const why = reasonOf(message)
  return (
    <div className="stack-wide">
      <Panel title="What became of it" side={<Tag tone={tone}>{word}</Tag>}>
        <div className="stack">
          {why && <p>{why}</p>}
          {message.state === 'waiting' && (
            <p>
              It waits {waitsOf(message)}; not before <Instant at={message.dueAt} as="moment" />.
            </p>
          )}
          <FactList
            facts={[
              ['To', message.to],
              ['Way', `${WAY[message.way]}, ${CATEGORY[message.category].toLowerCase()}`],
              ['Through', message.provider?.name ?? '–'],
              ['Credits', creditsOf(message)],
              ...(message.way === 'sms'
                ? [['Parts', String(message.segments)] as [string, string]]
                : []),
              ['Runs out', <Instant key="expires" at={message.expiresAt} as="moment" />],
              ['Key', message.key],
            ]}
          />
          {children}
        </div>
      </Panel>
      <Panel title="What it said">
        {content ? (
          <>
            {content.subject && <p className="strong">{content.subject}</p>}
            <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{content.text}</p>
          </>
        ) : (
          <p>Its words are not kept: they were a code, or are older than 90 days.</p>
        )}
      </Panel>
      <Panel title="Its life">
        <DataTable
          caption="Everything that happened, in its order"
          rows={stepsOf(life)}
          keyOf={({ id }) => id}
          columns={[
            { head: 'When', title: true, cell: ({ at }) => <Instant at={at} as="short-moment" /> },
            { head: 'What', cell: ({ what }) => what },
            { head: 'Who', cell: ({ who }) => who },
          ]}
        />
      </Panel>
      {journals && settlements.length > 0 && (
        <Panel title="In the books" note="Messages of one wallet and one end are booked together.">
          <DataTable
            caption="Journals"
            rows={settlements}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'Journal',
                title: true,
                cell: ({ journal }) =>
                  journal ? (
                    <Link to={`/operate/books/journals/${journal}`}>{journal}</Link>
                  ) : (
                    'only given back'
                  ),
              },
              { head: 'What', cell: ({ outcome }) => outcomeOf(outcome) },
              { head: 'Messages', numeric: true, cell: ({ messages }) => messages },
              { head: 'Taken', numeric: true, cell: ({ captured }) => captured },
              { head: 'Given back', numeric: true, cell: ({ released }) => released },
              { head: 'Stock', numeric: true, cell: ({ stock }) => stock },
            ]}
          />
        </Panel>
      )}
    </div>
  )
}
