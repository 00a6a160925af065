import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { PackageCard } from '../../../api/buying.ts'
import { apiOf } from '../../../api/context.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { counted } from '../../../format/words.ts'
import { packageState } from './words.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  return await context.get(apiOf).get<Page<PackageCard>>('/api/packages', { limit: 100 })
}

export const meta = titled('Packages')

const COLUMNS: Column<PackageCard>[] = [
  {
    head: 'Package',
    title: true,
    cell: (one) => (
      <Link to={`/packages/${one.id}`}>
        {counted(one.lessons, 'lesson')} of {one.minutes} minutes with {one.educator.name}
      </Link>
    ),
  },
  {
    head: 'State',
    cell: (one) => {
      const [word, tone] = packageState(one)
      return <Tag tone={tone}>{word}</Tag>
    },
  },
  { head: 'Left', numeric: true, cell: (one) => one.left },
  {
    head: 'Until',
    cell: (one) => one.expiresAt && <Instant at={one.expiresAt} as="last-day" />,
  },
  { head: 'Paid', numeric: true, cell: (one) => <Amount value={one.total} /> },
]

export default function Packages() {
  const { items } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Packages"
        lead="Lessons with one educator that you bought in one piece, for less than one by one."
      />
      <DataTable
        caption="Your packages"
        columns={COLUMNS}
        rows={items}
        keyOf={({ id }) => id}
        empty={
          <EmptyState
            title="No packages yet"
            deed={
              <Button component={Link} to="/educators">
                Find an educator
              </Button>
            }
          >
            Educators who teach one to one may offer 5, 10 or 20 lessons for less. You have half a
            year to take them, and what you do not take can come back.
          </EmptyState>
        }
      />
    </>
  )
}
