import { type LoaderFunctionArgs, redirect } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Booking } from '../../api/types.ts'
import { PageError } from '../../components/states.tsx'

/** A booking of an educator's session opens on the session's roster, at that seat. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const booking = await context.get(apiOf).get<Booking>(`/api/bookings/${params.id}`)
  // One who asks waits for an answer.
  if (booking.state === 'requested') return redirect('/teach/requests')
  return redirect(`/teach/sessions/${booking.session.id}#seat-${booking.id}`)
}

export default function BookingOfMine() {
  return null
}

export const ErrorBoundary = () => <PageError who="the educator of this session, and staff" />
