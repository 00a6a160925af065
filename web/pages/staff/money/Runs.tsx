import type { PayoutRun } from '../../../api/teaching.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { Tag, type Tone } from '../../../components/Tag.tsx'
import { useReader } from '../../../format/reader.tsx'
import { day } from '../../../format/time.ts'

const STATES: Record<PayoutRun['state'], [word: string, tone: Tone]> = {
  running: ['Under way', 'accent'],
  paused: ['Paused', 'attention'],
  ended: ['Ended', 'good'],
}
const WORDS: Record<string, string> = {
  waiting: 'waiting for their turn',
  parked: 'waiting for a bank account',
  short: 'waiting for the balance',
  sending: 'being sent',
  unknown: 'without an answer yet',
  sent: 'on their way',
  completed: 'arrived',
  refused: 'refused',
  returned: 'returned',
}

/** What was sent has a statement. */
const HAS_STATEMENT = new Set(['sent', 'completed', 'returned'])

/** Runs of payouts, newest first: how far each has come, and the way to stop one or go on with it. */
export function Runs({ runs }: { runs: PayoutRun[] }) {
  const { locale } = useReader()
  return (
    <Panel
      title="Runs"
      note="A paused run finishes what is being asked for at that moment, and sends nothing more until it goes on."
    >
      <DataTable
        caption="Runs of payouts"
        rows={runs}
        keyOf={(run) => run.id}
        empty={
          <EmptyState title="No runs yet">
            A run begins when payouts are set aside; how far it has come is seen here.
          </EmptyState>
        }
        columns={[
          {
            head: 'Run of',
            title: true,
            cell: (run) => (
              <span suppressHydrationWarning>{day(`${run.day}T12:00:00Z`, locale, 'UTC')}</span>
            ),
          },
          {
            head: 'State',
            cell: (run) => {
              const [word, tone] = STATES[run.state]
              return <Tag tone={tone}>{word}</Tag>
            },
          },
          {
            head: 'Done',
            numeric: true,
            cell: (run) => (
              <>
                {run.done} of {run.payouts}
              </>
            ),
          },
          {
            head: 'How it stands',
            cell: (run) => (
              <ul style={{ margin: 0, paddingInlineStart: 16 }}>
                {run.progress.map((part) => (
                  <li key={`${part.state} ${part.amount.asset}`}>
                    {part.payouts} {WORDS[part.state]}, <Amount value={part.amount} />
                  </li>
                ))}
              </ul>
            ),
          },
          { head: 'Begun', cell: (run) => <Instant at={run.begunAt} />, wideOnly: true },
          {
            head: 'Statements',
            cell: (run) =>
              run.progress.some(({ state }) => HAS_STATEMENT.has(state)) && (
                <a
                  href={`/api/payouts/runs/${run.id}/statements.zip`}
                  aria-label={`All statements of ${run.day} as PDF, in one ZIP`}
                >
                  All as PDF (ZIP)
                </a>
              ),
          },
          {
            head: 'Stop it',
            cell: (run) =>
              run.state === 'ended' ? null : (
                <DeedForm intent={`${run.state === 'paused' ? 'resume' : 'pause'}:${run.id}`}>
                  <DeedButton variant="outline" size="compact-md">
                    {run.state === 'paused' ? 'Go on' : 'Pause'}
                  </DeedButton>
                </DeedForm>
              ),
          },
        ]}
      />
    </Panel>
  )
}
