import { Progress as Bar } from '@mantine/core'
import type { Campaign, CampaignFigures } from '../../../api/campaigns.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { Units } from '../wallet/units.tsx'
import { MESSAGE_STATES, reasonOf } from './campaign-words.ts'

/** How far it has come, and what became of its messages. */
export function Progress({ campaign, figures }: { campaign: Campaign; figures: CampaignFigures }) {
  const { receivers, waiting, written, leftOut, messages, next, clicks } = figures
  const arrived = (messages.delivered ?? 0) + (messages.read ?? 0)
  const out = leftOut.reduce((sum, { count }) => sum + count, 0)
  const meant = receivers - out
  const share = meant > 0 ? Math.round(((meant - waiting) / meant) * 100) : receivers > 0 ? 100 : 0
  const states = Object.entries(messages).toSorted(([, a], [, b]) => b - a)
  return (
    <>
      <Panel title={`${share} % is handed over`}>
        <div className="stack">
          <Bar.Root size="lg">
            <Bar.Section value={share} aria-label="Handed over" />
          </Bar.Root>
          <StatFigures
            label="Progress"
            stats={[
              {
                label: 'Receivers',
                figure: <Units units={receivers} />,
                note: out > 0 ? `${out} left out` : undefined,
              },
              {
                label: 'Written to',
                figure: <Units units={written} />,
                note:
                  next && campaign.state === 'sending' ? (
                    <>
                      {waiting} wait, the next <Instant at={next} as="short-moment" />
                    </>
                  ) : waiting > 0 ? (
                    `${waiting} wait`
                  ) : undefined,
              },
              { label: 'Delivered', figure: <Units units={arrived} /> },
              { label: 'Failed', figure: <Units units={messages.failed ?? 0} /> },
            ]}
          />
          <p>
            <Units units={Number(figures.units)} /> credits for its messages;{' '}
            <Units units={Number(figures.captured)} /> are used for good so far.
          </p>
        </div>
      </Panel>
      <Panel title="What became of the messages">
        <DataTable
          caption="What became of the messages"
          rows={states}
          keyOf={([state]) => state}
          columns={[
            { head: 'Messages', title: true, cell: ([state]) => MESSAGE_STATES[state] ?? state },
            { head: 'How many', numeric: true, cell: ([, count]) => count },
          ]}
          empty={<p>No message has been handed over yet.</p>}
        />
      </Panel>
      {(figures.failures.length > 0 || leftOut.length > 0) && (
        <Panel title="Why somebody was not reached">
          <DataTable
            caption="Why somebody was not reached"
            rows={[...figures.failures, ...leftOut]}
            keyOf={({ reason }) => reason}
            columns={[
              { head: 'Not reached because', title: true, cell: ({ reason }) => reasonOf(reason) },
              { head: 'How many', numeric: true, cell: ({ count }) => count },
            ]}
          />
        </Panel>
      )}
      {figures.tried.length > 0 && (
        <Panel
          title={campaign.winner ? `Text ${campaign.winner} was better` : 'Two texts'}
          note={
            campaign.winner
              ? undefined
              : 'The rest of the audience gets the better one once it is known.'
          }
        >
          <DataTable
            caption="How the texts did"
            rows={figures.tried}
            keyOf={({ label }) => label}
            columns={[
              { head: 'Text', title: true, cell: ({ label }) => `Text ${label}` },
              { head: 'Written', numeric: true, cell: (one) => one.written },
              { head: 'Delivered', numeric: true, cell: (one) => one.delivered },
              { head: 'Read', numeric: true, cell: (one) => one.read },
              { head: 'Clicked', numeric: true, cell: (one) => one.clicked },
            ]}
          />
          {campaign.test && !campaign.winner && ['sending', 'paused'].includes(campaign.state) && (
            <div className="row">
              {(['A', 'B'] as const).map((label) => (
                <DeedForm key={label} intent={`choose:${label}`}>
                  <DeedButton variant="outline">{`Send text ${label} to the rest`}</DeedButton>
                </DeedForm>
              ))}
            </div>
          )}
        </Panel>
      )}
      {clicks.length > 0 && (
        <Panel title="Links that were followed">
          <DataTable
            caption="Links that were followed"
            rows={clicks}
            keyOf={({ url, label }) => `${label}${url}`}
            columns={[
              { head: 'Link', title: true, cell: ({ url }) => url },
              { head: 'Clicks', numeric: true, cell: (one) => one.clicks },
              {
                head: 'Receivers who clicked',
                numeric: true,
                cell: (one) => one.receivers ?? 'not counted',
              },
            ]}
          />
        </Panel>
      )}
    </>
  )
}
