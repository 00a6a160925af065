import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { BalanceSheet } from '../../../api/operating.ts'
import { Amount } from '../../../components/Amount.tsx'
import { PageError } from '../../../components/states.tsx'
import { sum } from '../../../format/sums.ts'
import { asked } from './asked.ts'
import { BooksHead } from './BooksHead.tsx'
import { SheetTable } from './SheetTable.tsx'

export const meta = () => [{ title: 'Balance sheet · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const { asOf, currency } = what
  return {
    what,
    sheet: await context
      .get(apiOf)
      .get<BalanceSheet>('/api/ledger/balance-sheet', { asOf, currency }),
  }
}

export default function Sheet() {
  const { what, sheet } = useLoaderData<typeof loader>()
  const owed = sum([sheet.liabilities.total, sheet.equity.total], what.currency)
  return (
    <>
      <BooksHead title="Balance sheet" asked={what} csv="/operate/books/balance-sheet.csv" />
      <p className="soft" style={{ marginBottom: 18 }}>
        What we have, <Amount value={sheet.assets.total} />, is what we owe and what is ours,{' '}
        <Amount value={owed} />.
      </p>
      <div className="columns">
        <SheetTable
          title="What we have"
          part={sheet.assets}
          asset={what.currency}
          total="All we have"
        />
        <div className="stack-wide">
          <SheetTable
            title="What we owe"
            part={sheet.liabilities}
            asset={what.currency}
            total="All we owe"
          />
          <SheetTable
            title="What is ours"
            part={sheet.equity}
            asset={what.currency}
            total="Equity"
          />
        </div>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
