import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { CaseCard } from '../../api/cases.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Tag } from '../../components/Tag.tsx'
import { aboutWords, stageWords } from './words.ts'

type Part = {
  items: CaseCard[]
  /** Where one opens. */
  at: string
  empty: ReactNode
  last: { head: string; cell: (one: CaseCard) => ReactNode }
}

export function CaseTable({ items, at, empty, last }: Part) {
  return (
    <DataTable
      caption="Cases"
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Session',
          title: true,
          cell: ({ id, session }) => <Link to={`${at}/${id}`}>{session.title}</Link>,
        },
        { head: 'About', cell: ({ about }) => aboutWords(about) },
        {
          head: 'Opened by',
          cell: ({ side, learner, educator }) =>
            side === 'learner' ? learner.name : educator.name,
        },
        { head: 'Since', cell: ({ openedAt }) => <Instant at={openedAt} as="short-moment" /> },
        {
          head: 'Now',
          cell: ({ stage, overdue }) => {
            const [word, tone] = stageWords(stage)
            return <Tag tone={overdue ? 'bad' : tone}>{overdue ? 'Overdue' : word}</Tag>
          },
        },
        last,
      ]}
      empty={empty}
    />
  )
}
