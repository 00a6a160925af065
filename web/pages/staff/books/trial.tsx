import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { TrialLine } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { Figure } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { className } from '../../../format/books.ts'
import { isNegative } from '../../../format/money.ts'
import { negated, sum } from '../../../format/sums.ts'
import { AccountLink } from './AccountLink.tsx'
import { asked } from './asked.ts'
import { BooksHead } from './BooksHead.tsx'

export const meta = () => [{ title: 'Trial balance · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const all = await context
    .get(apiOf)
    .get<Page<TrialLine>>('/api/ledger/trial-balance', { asOf: what.asOf })
  const currencies = [
    ...new Set(all.items.filter((line) => line.class !== 'unit').map((line) => line.asset)),
  ]
  return {
    what,
    currencies,
    lines: all.items.filter(({ asset }) => asset === what.currency),
    units: all.items.filter((line) => line.class === 'unit'),
  }
}

export default function Trial() {
  const { what, currencies, lines, units } = useLoaderData<typeof loader>()
  const assets = [...new Set(units.map(({ asset }) => asset))]
  return (
    <>
      <BooksHead
        title="Trial balance"
        asked={what}
        currencies={currencies}
        csv="/operate/books/trial-balance.csv"
      />
      <div className="stack-wide">
        <Panel
          title="Debits equal credits"
          note="Every account with a balance. Each opens to the entries that it is made of."
        >
          <Lines lines={lines} asset={what.currency} />
        </Panel>
        {assets.map((asset) => (
          <Panel
            key={asset}
            title={asset === 'CREDIT' ? 'Credits' : asset}
            note="The same, counted in units: what was issued is in wallets, or was redeemed, revoked or expired."
          >
            <Lines lines={units.filter((line) => line.asset === asset)} asset={asset} />
          </Panel>
        ))}
      </div>
    </>
  )
}

function Lines({ lines, asset }: { lines: TrialLine[]; asset: string }) {
  const debits = lines.filter(({ balance }) => !isNegative(balance)).map(({ balance }) => balance)
  const credits = lines
    .filter(({ balance }) => isNegative(balance))
    .map(({ balance }) => negated(balance))
  return (
    <DataTable
      caption={`Trial balance in ${asset}`}
      rows={lines}
      keyOf={(line) => line.purpose}
      columns={[
        {
          head: 'Account',
          title: true,
          cell: (line) => <AccountLink purpose={line.purpose} asset={asset} />,
        },
        { head: 'Kind', cell: (line) => className(line.class) },
        {
          head: 'Debit',
          numeric: true,
          cell: ({ balance }) => !isNegative(balance) && <Figure value={balance} />,
        },
        {
          head: 'Credit',
          numeric: true,
          cell: ({ balance }) => isNegative(balance) && <Figure value={negated(balance)} />,
        },
      ]}
      foot={[
        'Together',
        '',
        <Figure key="debit" value={sum(debits, asset)} />,
        <Figure key="credit" value={sum(credits, asset)} />,
      ]}
      empty={
        <EmptyState title="Nothing was booked by then">
          The first purchase opens the books in this currency.
        </EmptyState>
      }
    />
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
