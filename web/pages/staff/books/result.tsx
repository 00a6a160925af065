import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Months, ProfitAndLoss } from '../../../api/operating.ts'
import { Amount } from '../../../components/Amount.tsx'
import { PageError } from '../../../components/states.tsx'
import { isNegative } from '../../../format/money.ts'
import { negated } from '../../../format/sums.ts'
import { asked } from './asked.ts'
import { BooksHead } from './BooksHead.tsx'
import { ByMonth } from './ByMonth.tsx'
import { monthsAsked } from './overtime.ts'
import { SheetTable } from './SheetTable.tsx'

export const meta = () => [{ title: 'Profit and loss · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const api = context.get(apiOf)
  const { period, currency, zone } = what
  const [books, months] = await Promise.all([
    api.get<ProfitAndLoss>('/api/ledger/profit-and-loss', {
      from: period.since,
      to: period.until,
      currency,
    }),
    api.get<Months>('/api/ledger/profit-and-loss/months', monthsAsked(period, currency, zone)),
  ])
  return { what, books, months: months.items }
}

export default function Result() {
  const { what, books, months } = useLoaderData<typeof loader>()
  const loss = isNegative(books.result)
  return (
    <>
      <BooksHead
        title="Profit and loss"
        asked={what}
        of="period"
        csv="/operate/books/profit-and-loss.csv"
      />
      <p className="soft" style={{ marginBottom: 18 }}>
        {loss ? 'A loss of ' : 'A profit of '}
        <span className="strong">
          <Amount value={loss ? negated(books.result) : books.result} />
        </span>
        . Credits sold but not used are no income yet; they stand in deferred revenue.
      </p>
      <div className="columns">
        <SheetTable title="Income" part={books.income} asset={what.currency} total="All income" />
        <SheetTable
          title="Expenses"
          part={books.expenses}
          asset={what.currency}
          total="All expenses"
        />
      </div>
      <ByMonth months={months} asset={what.currency} />
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
