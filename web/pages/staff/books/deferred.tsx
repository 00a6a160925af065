import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { DeferredBalances, RollForward } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { Figure } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { kindName } from '../../../format/books.ts'
import { AccountLink } from './AccountLink.tsx'
import { type Asked, asked } from './asked.ts'
import { BooksHead } from './BooksHead.tsx'
import { DeferredByWeek } from './DeferredByWeek.tsx'
import { weeksAsked } from './overtime.ts'

export const meta = () => [{ title: 'Deferred revenue · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const api = context.get(apiOf)
  const { period, currency, zone } = what
  const [rolls, weeks] = await Promise.all([
    api.get<Page<RollForward>>('/api/ledger/deferred', {
      from: period.since,
      to: period.until,
      currency,
    }),
    api.get<DeferredBalances>('/api/ledger/deferred/balances', weeksAsked(period, currency, zone)),
  ])
  return { what, rolls: rolls.items, weeks: weeks.items }
}

export default function Deferred() {
  const { what, rolls, weeks } = useLoaderData<typeof loader>()
  return (
    <>
      <BooksHead
        title="Deferred revenue"
        asked={what}
        of="period"
        csv="/operate/books/deferred.csv"
      />
      <div className="stack-wide" style={{ gap: 24 }}>
        <DeferredByWeek weeks={weeks} asset={what.currency} />
        {rolls.length === 0 && (
          <EmptyState title="Nothing is deferred">
            What people pay for and have not used yet stands here until it is used.
          </EmptyState>
        )}
        {rolls.map((roll) => (
          <Roll key={roll.purpose} roll={roll} asset={what.currency} period={what.period} />
        ))}
      </div>
    </>
  )
}

/** One account from opening to closing; each kind of change opens to its journals. */
function Roll({
  roll,
  asset,
  period,
}: {
  roll: RollForward
  asset: string
  period: Asked['period']
}) {
  const lines = [
    { what: 'Opening', amount: roll.opening, to: undefined },
    ...roll.changes.map(({ kind, amount }) => ({
      what: kindName(kind),
      amount,
      to: `/operate/books/journals?${new URLSearchParams({
        kind,
        account: `platform:stoa/${roll.purpose}`,
        currency: asset,
        from: period.from,
        to: period.to,
      })}`,
    })),
  ]
  return (
    <Panel title={<AccountLink purpose={roll.purpose} asset={asset} />}>
      <DataTable
        caption={`Roll-forward of ${roll.purpose.replace('_', ' ')}`}
        rows={lines}
        keyOf={(line) => line.what}
        columns={[
          {
            head: 'What changed it',
            title: true,
            cell: (line) => (line.to ? <Link to={line.to}>{line.what}</Link> : line.what),
          },
          { head: asset, numeric: true, cell: (line) => <Figure value={line.amount} /> },
        ]}
        foot={['Closing', <Figure key="closing" value={roll.closing} />]}
      />
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
