import type { ReactNode } from 'react'
import type { Agreement } from '../../api/joining.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { Instant } from '../../components/Instant.tsx'
import { EmptyState } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { percent } from '../../format/money.ts'
import { useReader } from '../../format/reader.tsx'

const STATES = {
  planned: ['attention', 'Begins later'],
  running: ['good', 'Counts now'],
  over: ['plain', 'Over'],
  withdrawn: ['plain', 'Withdrawn'],
} as const

/** All agreements of an institution, the latest first. */
export function Agreements({
  agreements,
  deed,
}: {
  agreements: Agreement[]
  deed?: (agreement: Agreement) => ReactNode
}) {
  const { locale } = useReader()
  return (
    <DataTable
      caption="Agreements"
      rows={agreements}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'From',
          title: true,
          cell: ({ from }) => <Instant at={from} as="short-moment" />,
        },
        {
          head: 'Until',
          cell: ({ until, state }) =>
            state === 'withdrawn' ? (
              ''
            ) : until ? (
              <Instant at={until} as="short-moment" />
            ) : (
              'no end'
            ),
        },
        {
          head: 'State',
          cell: ({ state }) => <Tag tone={STATES[state][0]}>{STATES[state][1]}</Tag>,
        },
        { head: 'Educator', numeric: true, cell: (one) => percent(one.educator, locale, 2) },
        { head: 'Institution', numeric: true, cell: (one) => percent(one.institution, locale, 2) },
        { head: 'Platform', numeric: true, cell: (one) => percent(one.platform, locale, 2) },
        ...(deed ? [{ head: 'End it', cell: deed }] : []),
      ]}
      empty={
        <EmptyState title="No agreement">
          Its educators earn by their tiers, and the institution has no part of its own.
        </EmptyState>
      }
    />
  )
}
