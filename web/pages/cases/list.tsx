import { Link, type LoaderFunctionArgs, useLoaderData, useLocation } from 'react-router'
import type { CaseCard } from '../../api/cases.ts'
import { apiOf } from '../../api/context.ts'
import type { Page } from '../../api/types.ts'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { CaseTable } from './CaseTable.tsx'

export async function loader({ context }: LoaderFunctionArgs) {
  const { items } = await context.get(apiOf).get<Page<CaseCard>>('/api/cases')
  return { items }
}

export const meta = titled('Cases')

/** What somebody contested, or is contested of theirs. */
export default function Cases() {
  const { items } = useLoaderData<typeof loader>()
  const teach = useLocation().pathname.startsWith('/teach')
  return (
    <>
      <PageHead
        title="Cases"
        lead="What one side contested about a session: a charge, who was there, or what is earned."
      />
      <CaseTable
        items={items}
        at={teach ? '/teach/cases' : '/cases'}
        empty={
          <EmptyState title="Nothing is contested">
            If something was not as it should be, open the booking and say so within 30 days.
          </EmptyState>
        }
        last={{
          head: 'Due',
          cell: ({ until }) => (until ? <Instant at={until} as="short-moment" /> : ''),
        }}
      />
      {!teach && (
        <p>
          <Link to="/bookings">Your bookings</Link>
        </p>
      )}
    </>
  )
}

export const ErrorBoundary = () => <PageError />
