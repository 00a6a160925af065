import { Link } from 'react-router'
import type { Measure, QualityCard, QualitySignal } from '../api/quality.ts'
import {
  FINDING_NAMES,
  HOW_ENDED,
  MEASURE_NAMES,
  qualityFigure,
  reasonsWords,
  SIGNAL_NAMES,
} from '../format/quality.ts'
import { DataTable } from './DataTable.tsx'
import { Instant } from './Instant.tsx'
import { Panel } from './Panel.tsx'
import { EmptyState } from './states.tsx'
import { Tag } from './Tag.tsx'

/** What is measured of an educator, each figure beside its threshold. */
export function ScorecardPanel({ card }: { card: QualityCard }) {
  const more = [
    card.answerSeconds !== null &&
      `Half of all answers came within ${qualityFigure(card.answerSeconds, 'seconds')}.`,
    card.earlyEnds > 0 && `${card.earlyEnds} of the sessions ended early.`,
    card.disconnects > 0 && `In ${card.disconnects} the connection broke often.`,
  ].filter(Boolean)
  return (
    <Panel
      title="Scorecard"
      note={`The last ${card.windowDays} days. Where too little is known, nothing is judged.`}
    >
      <DataTable
        caption="Scorecard"
        rows={card.lines}
        keyOf={({ name }) => name}
        columns={[
          { head: 'What', title: true, cell: ({ name }) => FINDING_NAMES[name] },
          {
            head: 'Figure',
            numeric: true,
            cell: ({ value, unit }) => qualityFigure(value, unit),
          },
          {
            head: 'Of',
            numeric: true,
            cell: ({ unit, counted }) => (unit === 'times' ? '' : counted),
          },
          {
            head: 'Asked',
            cell: ({ side, threshold, unit }) =>
              `${side === 'least' ? 'at least' : 'at most'} ${qualityFigure(threshold, unit)}`,
          },
          {
            head: 'State',
            cell: ({ found, value }) =>
              found ? (
                <Tag tone="attention">Not met</Tag>
              ) : value === null ? (
                <Tag>Nothing counted</Tag>
              ) : (
                <Tag tone="good">Fine</Tag>
              ),
          },
        ]}
      />
      {more.length > 0 && <p className="small soft">{more.join(' ')}</p>}
    </Panel>
  )
}

/** What was noticed by itself about sessions. */
export function SignalsPanel({ signals, at }: { signals: QualitySignal[]; at: string }) {
  return (
    <Panel title="Noticed in sessions" note="By the room, or said by either side.">
      <DataTable
        caption="Noticed in sessions"
        rows={signals}
        keyOf={(sign) => `${sign.sessionId} ${sign.kind}`}
        columns={[
          {
            head: 'Session',
            title: true,
            cell: (sign) => <Link to={`${at}/${sign.sessionId}`}>{sign.title}</Link>,
          },
          { head: 'When', cell: ({ start }) => <Instant at={start} as="short-moment" /> },
          { head: 'What', cell: ({ kind }) => SIGNAL_NAMES[kind] },
        ]}
        empty={<EmptyState title="Nothing">Nothing out of the ordinary was noticed.</EmptyState>}
      />
    </Panel>
  )
}

/** What a measure is, why, and what became of it. */
export function MeasureWords({ measure }: { measure: Measure }) {
  const { end, appeal, answer } = measure
  return (
    <div className="stack">
      <p>
        Since <Instant at={measure.at} as="day" />
        {measure.until && (
          <>
            , until <Instant at={measure.until} as="day" />
          </>
        )}
        . Not met: {reasonsWords(measure.reasons)}.
        {measure.sessionsMost !== null &&
          ` At most ${measure.sessionsMost} sessions published and still to come.`}
      </p>
      {measure.words && <p>“{measure.words}”</p>}
      {appeal && (
        <p>
          Appeal: “{appeal.words}”
          {!answer && (
            <>
              {' '}
              Decided by <Instant at={appeal.due} />.
            </>
          )}
        </p>
      )}
      {answer && (
        <p>
          {answer.granted ? 'Granted' : 'Not granted'}: “{answer.words}”
        </p>
      )}
      {end && (
        <p className="soft">
          {HOW_ENDED[end.how]}, <Instant at={end.at} as="day" />
          {end.words && `: “${end.words}”`}
        </p>
      )}
    </div>
  )
}

export const measureTitle = ({ measure }: Measure) => MEASURE_NAMES[measure]

export const holds = ({ end, until }: Measure, now: string) =>
  !end && (!until || Date.parse(until) > Date.parse(now))
