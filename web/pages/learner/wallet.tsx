import { Button } from '@mantine/core'
import {
  Link,
  type LoaderFunctionArgs,
  useLoaderData,
  useLocation,
  useSearchParams,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Balance, Lot, Page, Transaction } from '../../api/types.ts'
import { Amount, Figure } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { addressWith, ChoiceFilter } from '../../components/Filters.tsx'
import { Instant } from '../../components/Instant.tsx'
import { ProofLink } from '../../components/InTheBooks.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { StatFigures } from '../../components/StatFigures.tsx'
import { EmptyState } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useReader } from '../../format/reader.tsx'
import { expiringSoon } from './lots.ts'
import styles from './wallet.module.css'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const api = context.get(apiOf)
  const [balance, statement] = await Promise.all([
    api.get<Balance>('/api/user/credits/balance'),
    api.get<Page<Transaction>>('/api/user/credits/transactions', {
      type: search.get('type'),
      cursor: search.get('cursor'),
      limit: 20,
    }),
  ])
  return { balance, statement }
}

export const meta = titled('Wallet')

const KINDS: Record<Transaction['transactionType'], string> = {
  ALLOCATION: 'From your plan',
  PURCHASE: 'Bought',
  USAGE: 'Used',
  REFUND: 'Came back',
  EXPIRY: 'Expired',
  ADJUSTMENT: 'Given or corrected',
}

const SOURCES: Record<string, string> = {
  plan: 'From your plan',
  purchase: 'Bought',
  promotion: 'A present from Stoa',
  bonus: 'Extra with a pack',
  goodwill: 'Goodwill',
  reward: 'Reward',
  refund: 'Came back',
}

export default function Wallet() {
  const { balance, statement } = useLoaderData<typeof loader>()
  const { now } = useReader()
  const expiring = expiringSoon(balance.lots, now)
  const held = Number(balance.held.amount) > 0
  return (
    <>
      <PageHead
        title="Wallet"
        lead={
          expiring ? (
            <>
              <b>
                <Amount value={expiring.amount} />
              </b>{' '}
              expire after <Instant at={expiring.at} as="last-day" />. They are used first.
            </>
          ) : (
            'One credit buys one dollar’s worth of any class or conversation.'
          )
        }
        deeds={
          <Button component={Link} to="/wallet/buy">
            Buy credits
          </Button>
        }
      />
      <StatFigures
        label="Your credits"
        stats={[
          {
            label: 'Free to use',
            figure: <Amount value={balance.spendable} />,
            note: stoppedNote(balance),
          },
          {
            label: 'Kept for bookings',
            figure: <Amount value={balance.held} />,
            note: held
              ? 'they leave when the session takes place'
              : 'nothing is booked with credits',
            to: held ? '/bookings' : undefined,
          },
          {
            label: 'From your plan',
            figure: balance.monthlyAllocation ? (
              <Amount value={balance.monthlyAllocation} />
            ) : (
              'None'
            ),
            note: balance.resetDate ? (
              <>
                each month, next <Instant at={balance.resetDate} as="short-day" />
              </>
            ) : (
              <Link to="/plans">see the plans</Link>
            ),
          },
        ]}
      />
      <div className={styles.panels}>
        <Panel
          id="lots"
          title="Where they came from, and until when"
          note="Credits that expire soonest are always used first."
        >
          <Lots lots={balance.lots} />
        </Panel>
        <Panel
          title="Statement"
          note="Every movement is sealed in the books; its proof shows that nobody has changed it."
          side={
            <ChoiceFilter
              name="type"
              label="Which movements"
              choices={[
                { value: '', label: 'All' },
                ...Object.entries(KINDS)
                  .filter(([value]) => value !== 'ADJUSTMENT')
                  .map(([value, label]) => ({ value, label })),
              ]}
            />
          }
        >
          <Statement statement={statement} />
        </Panel>
      </div>
    </>
  )
}

function Lots({ lots }: { lots: Lot[] }) {
  return (
    <DataTable
      caption="Your credits by where they came from"
      rows={lots.filter((lot) => Number(lot.remaining.amount) > 0)}
      keyOf={({ id }) => id}
      empty={
        <EmptyState title="No credits yet">
          Credits come with a plan each month, or you buy any amount. Each purchase stands here with
          the day on which it expires.
        </EmptyState>
      }
      columns={[
        { head: 'From', title: true, cell: (lot) => <From lot={lot} /> },
        { head: 'Since', cell: (lot) => <Instant at={lot.issuedAt} as="short-day" /> },
        {
          head: 'Until',
          cell: (lot) =>
            lot.expiresAt ? <Instant at={lot.expiresAt} as="short-last-day" /> : 'no end',
        },
        { head: 'Kept for bookings', numeric: true, cell: (lot) => <Figure value={lot.held} /> },
        { head: 'Credits left', numeric: true, cell: (lot) => <Figure value={lot.remaining} /> },
      ]}
    />
  )
}

/** Where credits came from; those that cannot be spent now say until when, and why. */
function From({ lot }: { lot: Lot }) {
  const from = SOURCES[lot.source] ?? lot.source
  if (!lot.stopped) return <>{from}</>
  return (
    <>
      {from}
      <span className={styles.stopped}>
        {WHY_STOPPED[lot.stopped.why]}
        {lot.stopped.until && (
          <>
            {' '}
            They are free from <Instant at={lot.stopped.until} as="short-moment" />, or sooner.
          </>
        )}
      </span>
    </>
  )
}

const WHY_STOPPED: Record<NonNullable<Lot['stopped']>['why'], string> = {
  risk: 'Not yet: we look at the payment before its credits can be used.',
  dispute: 'Not now: your bank asks for this payment back.',
  plan: 'Not now: your plan is unpaid or at rest.',
}

/** Says that not all can be spent now, where that is so. */
function stoppedNote({ lots, spendable, available }: Balance) {
  const stopped = lots.some((lot) => lot.stopped)
  if (!stopped || spendable.amount === available.amount) return 'now'
  return <a href="#lots">some cannot be used yet</a>
}

function Statement({ statement }: { statement: Page<Transaction> }) {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  return (
    <>
      <DataTable
        caption="Movements of your credits, newest first"
        rows={statement.items}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title="No movements">
            {search.has('type')
              ? 'None of this kind. Choose All to see the others.'
              : 'Every credit that comes or goes stands here, with what was left after it.'}
          </EmptyState>
        }
        columns={[
          { head: 'What', title: true, cell: (entry) => <What entry={entry} /> },
          { head: 'When', cell: (entry) => <Instant at={entry.createdAt} as="short-moment" /> },
          { head: 'Kind', cell: (entry) => <Tag>{KINDS[entry.transactionType]}</Tag> },
          {
            head: 'Credits',
            numeric: true,
            cell: (entry) => <Figure value={entry.amount} />,
          },
          {
            head: 'Left after',
            numeric: true,
            cell: (entry) => <Figure value={entry.balanceAfter} />,
          },
          { head: 'Proof', numeric: true, cell: ({ id }) => <ProofLink transfer={id} /> },
        ]}
      />
      {statement.next && (
        <p className={styles.more}>
          <Link to={addressWith(pathname, search, { cursor: statement.next })} preventScrollReset>
            Earlier movements
          </Link>
        </p>
      )}
    </>
  )
}

function What({ entry }: { entry: Transaction }) {
  if (entry.sessionId) return <Link to={`/sessions/${entry.sessionId}`}>{entry.description}</Link>
  return <>{entry.description}</>
}
