import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Gift } from '../../../api/buying.ts'
import { apiOf } from '../../../api/context.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { GIFT } from './words.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  return await context.get(apiOf).get<Page<Gift>>('/api/gifts', { limit: 100 })
}

export const meta = titled('Gifts')

const COLUMNS: Column<Gift>[] = [
  { head: 'For', title: true, cell: (one) => <Link to={`/gifts/${one.id}`}>{one.to.name}</Link> },
  { head: 'What', cell: (one) => one.title ?? 'Credits' },
  { head: 'Worth', numeric: true, cell: (one) => <Amount value={one.amount} /> },
  {
    head: 'State',
    cell: (one) => <Tag tone={GIFT[one.state][1]}>{GIFT[one.state][0]}</Tag>,
  },
  { head: 'Goes out', cell: (one) => <Instant at={one.sendAt} as="day" /> },
]

export default function Gifts() {
  const { items } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Gifts"
        lead="What you gave, and what became of it."
        deeds={
          <Button component={Link} to="/gifts/new">
            Give credits
          </Button>
        }
      />
      <DataTable
        caption="Gifts you gave"
        columns={COLUMNS}
        rows={items}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title="You have given nothing yet">
            Credits, a package of lessons or a seat: it goes to somebody by e-mail, on the day you
            choose, and comes back to you if nobody claims it within 30 days.
          </EmptyState>
        }
      />
    </>
  )
}
