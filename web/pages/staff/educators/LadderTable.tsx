import { DataTable } from '../../../components/DataTable.tsx'
import { capital } from '../../../format/words.ts'
import { type Ladders, type Rung, stars } from './ladder-form.ts'

/** A ladder to read. */
export function LadderTable({ who, rungs, all }: { who: string; rungs: Rung[]; all: Ladders }) {
  const says = new Map(all.benefits.map((benefit) => [benefit.name, benefit.says]))
  return (
    <DataTable
      caption={who}
      rows={rungs}
      keyOf={({ tier }) => tier}
      columns={[
        { head: who, cell: ({ tier }) => capital(tier), title: true },
        { head: 'Keeps', numeric: true, cell: ({ rate }) => `${rate / 100} %` },
        { head: 'Sessions from', numeric: true, cell: (rung) => rung.sessionsNeeded },
        {
          head: 'Rating',
          cell: ({ ratingNeeded, ratingKept }) =>
            ratingNeeded === null || ratingKept === null
              ? 'none asked'
              : `${stars(ratingNeeded)}, kept with ${stars(ratingKept)}`,
        },
        {
          head: 'Opens',
          cell: ({ opens }) =>
            opens.map((name) => says.get(name) ?? name).join(' · ') || 'nothing more',
        },
      ]}
    />
  )
}
