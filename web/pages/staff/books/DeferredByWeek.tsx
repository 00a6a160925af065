import type { DeferredBalances } from '../../../api/operating.ts'
import { Chart, type Series } from '../../../components/Chart.tsx'
import { purposeName } from '../../../format/books.ts'
import { money } from '../../../format/money.ts'
import { useReader } from '../../../format/reader.tsx'
import { sum } from '../../../format/sums.ts'
import { SeriesFile } from './SeriesFile.tsx'

type Week = DeferredBalances['items'][number]

const TONES = ['accent', 'warm', 'good', 'soft'] as const

/** What deferred revenue stood at week by week, with where it went said first. */
export function DeferredByWeek({ weeks, asset }: { weeks: Week[]; asset: string }) {
  const { locale } = useReader()
  const purposes = largest(weeks)
  if (purposes.length === 0) return null
  const total = (week: Week) =>
    sum(
      week.closing.map(({ balance }) => balance),
      asset,
    )
  return (
    <Chart
      kind="line"
      title={conclusion(total(weeks[0]!), total(weeks.at(-1)!), weeks.length, locale)}
      note={
        <>
          What people paid for and had not used when each week ended{' '}
          <SeriesFile file="deferred-weeks" />
        </>
      }
      along="Week from"
      asset={asset}
      series={purposes.map(
        (purpose, index): Series => ({
          name: purpose,
          label: purposeName(purpose),
          tone: TONES[index % TONES.length]!,
        }),
      )}
      points={weeks.map(({ week, closing }) => ({
        x: weekName(week, locale),
        ...Object.fromEntries(
          closing
            .filter(({ purpose }) => purposes.includes(purpose))
            .map(({ purpose, balance }) => [purpose, balance.amount]),
        ),
      }))}
      height={260}
    />
  )
}

/** The accounts that held most, as many as a chart can show apart. */
function largest(weeks: Week[]): string[] {
  const most = new Map<string, number>()
  for (const { closing } of weeks)
    for (const { purpose, balance } of closing)
      most.set(purpose, Math.max(most.get(purpose) ?? 0, Math.abs(Number(balance.amount))))
  return [...most]
    .filter(([, held]) => held > 0)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, TONES.length)
    .map(([purpose]) => purpose)
}

function conclusion(
  first: { amount: string; asset: string },
  last: { amount: string; asset: string },
  weeks: number,
  locale: string,
): string {
  const [then, now] = [Number(first.amount), Number(last.amount)]
  const change = now > then * 1.02 ? 'grew' : now < then * 0.98 ? 'fell' : 'stayed'
  const span = `in ${weeks} weeks`
  if (change === 'stayed') return `Deferred revenue stayed at about ${money(last, locale)} ${span}`
  return `Deferred revenue ${change} from ${money(first, locale)} to ${money(last, locale)} ${span}`
}

const weekName = (week: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${week}T12:00:00Z`),
  )
