import type { LoaderFunctionArgs } from 'react-router'
import { ApiProblem, problemFrom } from '../../api/client.ts'
import { apiOf } from '../../api/context.ts'

/** The booking for a calendar, as the API writes it. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const answer = await context.get(apiOf).raw({
    method: 'GET',
    path: `/api/bookings/${params.id}/calendar.ics`,
    headers: { accept: 'text/calendar' },
  })
  if (answer.status >= 400) throw new ApiProblem(problemFrom(answer))
  return new Response(answer.body, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="stoa-${params.id}.ics"`,
    },
  })
}
