import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Page, SessionCard } from '../../api/types.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { PageError } from '../../components/states.tsx'
import { WeekCalendar } from '../../components/WeekCalendar.tsx'
import { personOf } from '../../visitor.ts'
import { mondayOf, weekFrom } from '../public/week.ts'

export const meta = () => [{ title: 'Calendar · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { zone } = await personOf(context)
  const { now } = await api.get<{ now: string }>('/api/me')
  const wanted = new URL(request.url).searchParams.get('week') ?? mondayOf(now, zone)
  const week = weekFrom(wanted, zone)
  const { items } = await api.get<Page<SessionCard>>('/api/sessions', {
    mine: true,
    from: week.from,
    to: week.to,
    limit: 100,
  })
  return { week, sessions: items.filter(({ state }) => state !== 'cancelled') }
}

/** The educator's week, in their own zone. */
export default function Calendar() {
  const { week, sessions } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Calendar"
        deeds={
          <>
            <Button component={Link} to="/teach/availability" variant="outline">
              Availability
            </Button>
            <Button component={Link} to="/teach/sessions/new">
              New session
            </Button>
          </>
        }
      />
      <WeekCalendar
        week={week}
        sessions={sessions}
        to={(session) => `/teach/sessions/${session.id}`}
      />
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
