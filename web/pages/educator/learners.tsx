import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import { everyItem } from '../../api/every.ts'
import type { Booking } from '../../api/types.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Stars } from '../../components/Stars.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { counted } from '../../format/words.ts'

export const meta = () => [{ title: 'Learners · Stoa' }]

/** How far back the page looks: the latest five hundred seats. */
const PAGES = 5

type Learner = {
  id: string
  name: string
  held: number
  last: { sessionId: string; title: string; start: string } | null
  next: { sessionId: string; title: string; start: string } | null
  stars: number | null
}

const HELD = new Set(['completed', 'settled'])
const COMING = new Set(['confirmed', 'in_progress'])

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { items, whole } = await everyItem<Booking>(api, '/api/bookings', { as: 'educator' }, PAGES)
  return { learners: byLearner(items), complete: whole }
}

/** Bookings, latest first, as the people behind them: who comes next first, then who came last. */
function byLearner(bookings: Booking[]): Learner[] {
  const learners = Map.groupBy(
    bookings.filter(({ state }) => HELD.has(state) || COMING.has(state)),
    ({ learner }) => learner.id,
  )
  const brief = (booking: Booking | undefined) =>
    booking
      ? {
          sessionId: booking.session.id,
          title: booking.session.title,
          start: booking.session.start,
        }
      : null
  return [...learners.values()]
    .map((own) => ({
      id: own[0]!.learner.id,
      name: own[0]!.learner.name,
      held: own.filter(({ state }) => HELD.has(state)).length,
      last: brief(own.find(({ state }) => HELD.has(state))),
      next: brief(own.findLast(({ state }) => COMING.has(state))),
      stars: own.find(({ stars }) => stars !== null)?.stars ?? null,
    }))
    .toSorted(
      (a, b) =>
        Number(b.next !== null) - Number(a.next !== null) ||
        (a.next && b.next
          ? a.next.start.localeCompare(b.next.start)
          : (b.last?.start ?? '').localeCompare(a.last?.start ?? '')),
    )
}

export default function Learners() {
  const { learners, complete } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Learners"
        lead={
          learners.length > 0
            ? `${counted(learners.length, 'learner')}${complete ? '' : ' of your latest 500 seats'}; who comes next stands first.`
            : undefined
        }
        deeds={
          <Button component={Link} to="/teach/packages" variant="outline">
            Packages
          </Button>
        }
      />
      <Panel>
        <DataTable
          caption="Learners"
          rows={learners}
          keyOf={(learner) => learner.id}
          columns={[
            { head: 'Learner', title: true, cell: (learner) => learner.name },
            { head: 'Sessions with you', numeric: true, cell: (learner) => learner.held },
            {
              head: 'Next',
              cell: ({ next }) =>
                next && (
                  <Link to={`/teach/sessions/${next.sessionId}`}>
                    <Instant at={next.start} as="short-moment" />
                  </Link>
                ),
            },
            {
              head: 'Last',
              cell: ({ last }) =>
                last && (
                  <Link to={`/teach/sessions/${last.sessionId}`}>
                    <Instant at={last.start} as="short-day" />
                  </Link>
                ),
            },
            {
              head: 'Latest rating',
              cell: ({ stars }) => stars !== null && <Stars rating={stars} />,
            },
          ]}
          empty={
            <EmptyState title="No learners yet">
              Whoever books a session of yours is listed here, with what you have done together.
            </EmptyState>
          }
        />
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
