import { Button } from '@mantine/core'
import {
  Link,
  type LoaderFunctionArgs,
  useLoaderData,
  useLocation,
  useSearchParams,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Booking, Page } from '../../api/types.ts'
import { BookingRow } from '../../components/BookingRow.tsx'
import { ByDay } from '../../components/ByDay.tsx'
import { addressWith, ChoiceFilter } from '../../components/Filters.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { EmptyState } from '../../components/states.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const when = search.get('when') === 'past' ? 'past' : 'upcoming'
  const bookings = await context.get(apiOf).get<Page<Booking>>('/api/bookings', {
    when,
    cursor: search.get('cursor'),
    limit: 20,
  })
  return { when, bookings }
}

export const meta = titled('My bookings')

export default function Bookings() {
  const { when, bookings } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  return (
    <>
      <PageHead
        title="My bookings"
        lead={when === 'past' ? 'What you have been to.' : 'What is coming up.'}
        deeds={
          <ChoiceFilter
            name="when"
            label="Which bookings"
            choices={[
              { value: '', label: 'Coming up' },
              { value: 'past', label: 'Past' },
            ]}
          />
        }
      />
      {bookings.items.length === 0 ? (
        <EmptyState
          title={when === 'past' ? 'Nothing in the past yet' : 'Nothing is booked'}
          deed={
            <Button component={Link} to="/sessions">
              Find a session
            </Button>
          }
        >
          {when === 'past'
            ? 'After your first class or conversation it stands here, and you can say how it was.'
            : 'Your next class or conversation stands here, with the way in and the date until which you can cancel.'}
        </EmptyState>
      ) : (
        <ByDay items={bookings.items} at={({ session }) => session.start} keyOf={({ id }) => id}>
          {(booking) => <BookingRow booking={booking} />}
        </ByDay>
      )}
      {bookings.next && (
        <Button
          component={Link}
          mt="lg"
          variant="outline"
          to={addressWith(pathname, search, { cursor: bookings.next })}
        >
          More
        </Button>
      )}
    </>
  )
}
