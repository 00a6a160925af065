import { Chart } from '../../../components/Chart.tsx'
import { useReader } from '../../../format/reader.tsx'
import type { Month } from './months.ts'
import { conclusion, monthName } from './words.ts'

const best = (months: Month[]) =>
  months.reduce((so, month) => (month.earned >= so.earned ? month : so))

/** What each month brought, the best of them in the warm colour, with what that says as its title. */
export function EarnedByMonth({ months, asset }: { months: Month[]; asset: string }) {
  const { locale } = useReader()
  return (
    <Chart
      kind="bar"
      title={conclusion(months, locale)}
      note="Earned per month, by when the session was held"
      along="Month"
      asset={asset}
      series={[{ name: 'earned', label: 'Earned' }]}
      points={months.map(({ start, earned }) => ({
        x: monthName(start, locale),
        earned: earned.toFixed(2),
      }))}
      mark={monthName(best(months).start, locale)}
      height={220}
    />
  )
}
