import type { Months } from '../../../api/operating.ts'
import { Chart } from '../../../components/Chart.tsx'
import { money } from '../../../format/money.ts'
import { useReader } from '../../../format/reader.tsx'
import { SeriesFile } from './SeriesFile.tsx'

/** Income and expenses month by month, with what they come to said first. */
export function ByMonth({ months: all, asset }: { months: Months['items']; asset: string }) {
  const { locale } = useReader()
  const months = sinceFirst(all)
  if (months.length === 0) return null
  return (
    <div style={{ marginTop: 24 }}>
      <Chart
        kind="bar"
        title={conclusion(months, locale)}
        note={
          <>
            Income and expenses by month <SeriesFile file="profit-and-loss-months" />
          </>
        }
        along="Month"
        asset={asset}
        series={[
          { name: 'income', label: 'Income', tone: 'accent' },
          { name: 'expenses', label: 'Expenses', tone: 'warm' },
          { name: 'result', label: 'Result', tone: 'good' },
        ]}
        points={months.map(({ month, income, expenses, result }) => ({
          x: monthName(month, locale),
          income: income.amount,
          expenses: expenses.amount,
          result: result.amount,
        }))}
        height={260}
      />
    </div>
  )
}

/** The months from the first in which anything was booked. */
function sinceFirst(months: Months['items']) {
  const first = months.findIndex(
    ({ income, expenses }) => Number(income.amount) !== 0 || Number(expenses.amount) !== 0,
  )
  return first < 0 ? [] : months.slice(first)
}

/** What the chart says; the month under way counts as it stands. */
function conclusion(months: Months['items'], locale: string): string {
  const best = months.reduce((so, one) =>
    Number(one.result.amount) > Number(so.result.amount) ? one : so,
  )
  const losses = months.filter(({ result }) => Number(result.amount) < 0).length
  if (losses === months.length)
    return months.length === 1 ? 'A month with a loss' : 'Every month so far ended with a loss'
  const top = `${monthName(best.month, locale)} was the best month, with a profit of ${money(best.result, locale)}`
  if (months.length === 1) return `The first month, with a profit of ${money(best.result, locale)}`
  return losses > 0 ? `${top}; ${losses} of ${months.length} ended with a loss` : top
}

const monthName = (month: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-15T12:00:00Z`),
  )
