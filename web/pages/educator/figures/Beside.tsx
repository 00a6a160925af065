import type { ReactNode } from 'react'
import type { Compared } from '../../../api/teaching.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { percent } from '../../../format/money.ts'
import { useReader } from '../../../format/reader.tsx'
import { capital, counted, kindWord } from '../../../format/words.ts'
import { lasted } from './words.ts'

type Going = Compared['own']
type Measure = { name: string; of: (going: Going) => ReactNode }

const NOTHING = <span className="soft">not counted yet</span>

/** An educator's last ninety days beside the middle educator of their tier, measure by measure. */
export function Beside({ compared, several }: { compared: Compared; several: boolean }) {
  const { locale } = useReader()
  const { kind, tier, days, own, middle } = compared
  const rate = (share: number | null) =>
    share === null ? NOTHING : percent(share / 10_000, locale)
  const measures: Measure[] = [
    { name: 'Sessions held', of: (one) => one.sessions },
    { name: 'Seats taken', of: (one) => rate(one.occupancy) },
    { name: 'Promised sessions held', of: (one) => rate(one.completion) },
    {
      name: 'Rating',
      of: (one) => (one.rating === null ? NOTHING : (one.rating / 100).toFixed(2)),
    },
    { name: 'Learners who come again', of: (one) => rate(one.returning) },
    {
      name: 'Time to an answer',
      of: (one) => (one.answerSeconds === null ? NOTHING : lasted(one.answerSeconds)),
    },
    {
      name: 'Earned per session',
      of: (one) => (one.perSession === null ? NOTHING : <Amount value={one.perSession} />),
    },
  ]
  const others = `${capital(tier)} in the middle`
  return (
    <Panel
      title={several ? `Beside your tier: ${kindWord(kind)}` : 'Beside your tier'}
      note={
        middle ? (
          <>
            The last {days} days. The middle of {counted(middle.educators, 'educator')} of your tier
            with at least three sessions, reckoned <Instant at={middle.reckonedAt} />.
          </>
        ) : (
          `The last ${days} days. Fewer than five educators of your tier have held three sessions in them, so there is nobody to stand beside yet.`
        )
      }
    >
      <DataTable
        caption={`You beside your tier, ${kindWord(kind)}`}
        rows={measures}
        keyOf={(one) => one.name}
        columns={[
          { head: 'Measure', title: true, cell: (one) => one.name },
          { head: 'You', numeric: true, cell: (one) => one.of(own) },
          ...(middle
            ? [
                {
                  head: others,
                  numeric: true,
                  cell: (one: Measure) => one.of(middle.figures),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  )
}
