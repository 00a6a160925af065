import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { OwnReferrals } from '../../api/joining.ts'
import { Amount } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Pager } from '../../components/Pager.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { isZero } from '../../format/money.ts'
import { counted } from '../../format/words.ts'
import styles from '../staff/institutions/institutions.module.css'

export const meta = () => [{ title: 'Bring other educators · Stoa' }]

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  context.get(apiOf).get<OwnReferrals>('/api/educator/referrals', {
    cursor: new URL(request.url).searchParams.get('cursor'),
  })

const STATES = {
  open: ['attention', 'On the way'],
  rewarded: ['good', 'Paid to you'],
  'held back': ['attention', 'We are looking at it'],
  refused: ['plain', 'Not paid'],
  lapsed: ['plain', 'Came to nothing'],
} as const

/** An educator's own link, and whom they have brought. */
export default function OwnReferralsPage() {
  const { code, url, rule, items, next } = useLoaderData<typeof loader>()
  const pays = !isZero(rule.bonus)
  return (
    <>
      <PageHead
        title="Bring other educators"
        lead={
          pays ? (
            <>
              <Amount value={rule.bonus} /> for everybody you bring who holds{' '}
              {counted(rule.sessions, 'session')} within {rule.days} days of beginning here. It goes
              out with your next payout.
            </>
          ) : (
            'Hand on your link. Nothing is paid for it at the moment; whom you bring is noted all the same.'
          )
        }
      />
      <div className="stack-wide">
        <Panel
          title="Your link"
          note="Whoever opens it says once that they come from you, before they teach here."
        >
          <p className={styles.link}>
            <a href={url}>{url}</a>
          </p>
          <p>
            Or your code: <code>{code}</code>
          </p>
        </Panel>
        <Panel title="Whom you have brought">
          <DataTable
            caption="Whom you have brought"
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              { head: 'Name', title: true, cell: ({ name }) => name },
              {
                head: 'Said on',
                cell: ({ claimedAt }) => <Instant at={claimedAt} as="short-day" />,
              },
              {
                head: 'Sessions held',
                numeric: true,
                cell: ({ sessionsHeld, sessionsNeeded }) => `${sessionsHeld} of ${sessionsNeeded}`,
              },
              { head: 'Until', cell: ({ until }) => <Instant at={until} as="short-day" /> },
              { head: 'Bonus', numeric: true, cell: ({ bonus }) => <Amount value={bonus} /> },
              {
                head: 'State',
                cell: ({ state }) => <Tag tone={STATES[state][0]}>{STATES[state][1]}</Tag>,
              },
            ]}
            empty={
              <EmptyState title="Nobody yet">Whoever comes by your link stands here.</EmptyState>
            }
          />
          <Pager next={next} />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
