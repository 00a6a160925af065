import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Page, SessionCard } from '../../api/types.ts'
import { ChoiceFilter } from '../../components/Filters.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Pager } from '../../components/Pager.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { commissionsOf } from './commissions.ts'
import { SessionsTable } from './SessionsTable.tsx'

export const meta = () => [{ title: 'My sessions · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const when = search.get('when') ?? ''
  const { now } = await api.get<{ now: string }>('/api/me')
  const sessions = await api.get<Page<SessionCard>>('/api/sessions', {
    mine: true,
    ...(when === 'past' ? { to: now, sort: '-start' } : {}),
    ...(when === 'draft' || when === 'cancelled' ? { state: when, sort: '-start' } : {}),
    ...(when === '' ? { from: now } : {}),
    cursor: search.get('cursor'),
    limit: 25,
  })
  const shown =
    when === ''
      ? sessions.items.filter(({ state }) => state !== 'cancelled' && state !== 'draft')
      : sessions.items
  return {
    sessions: shown,
    next: sessions.next,
    when,
    commissions: await commissionsOf(api, shown),
  }
}

export default function MySessions() {
  const { sessions, next, when, commissions } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Sessions"
        lead="What you teach, with the seats taken and what they bring you."
        deeds={
          <>
            <Button component={Link} to="/teach/series" variant="outline">
              Series
            </Button>
            <Button component={Link} to="/teach/requests" variant="outline">
              Requests
            </Button>
            <Button component={Link} to="/teach/sessions/new">
              New session
            </Button>
          </>
        }
      />
      <Panel
        title={{ past: 'Past', draft: 'Drafts', cancelled: 'Cancelled' }[when] ?? 'Coming'}
        side={
          <ChoiceFilter
            name="when"
            label="Which sessions"
            choices={[
              { value: '', label: 'Coming' },
              { value: 'past', label: 'Past' },
              { value: 'draft', label: 'Drafts' },
              { value: 'cancelled', label: 'Cancelled' },
            ]}
          />
        }
      >
        <SessionsTable
          caption="My sessions"
          sessions={sessions}
          commissions={commissions}
          empty={
            <EmptyState
              title={when === '' ? 'Nothing is planned' : 'Nothing here'}
              deed={
                when === '' && (
                  <Button component={Link} to="/teach/sessions/new">
                    Plan a session
                  </Button>
                )
              }
            >
              {when === ''
                ? 'Sessions you publish appear here, with who has booked and what you earn.'
                : 'Sessions of this kind would be listed here.'}
            </EmptyState>
          }
        />
        <Pager next={next} />
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
