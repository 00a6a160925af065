import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Page } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { ChoiceFilter, FilterForm } from '../../../components/Filters.tsx'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { counted } from '../../../format/words.ts'
import { useMay } from '../may.ts'
import { NOTICE_STATES, type Notice } from './money-back.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Provider’s notices · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const notices = await api.get<Page<Notice>>('/api/inbox', {
    state: search.get('state'),
    type: search.get('type')?.trim() || null,
    ref: search.get('ref')?.trim() || null,
    cursor: search.get('cursor'),
    limit: 40,
  })
  const which = Object.fromEntries(
    ['state', 'type', 'ref'].map((name) => [name, search.get(name)?.trim() ?? '']),
  )
  return { notices, which }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  return attempt(text(form, 'intent'), async () => {
    if (text(form, 'intent') === 'replay all') {
      const which = ['state', 'type', 'ref'].flatMap((name) =>
        text(form, name) ? [[name, text(form, name)]] : [],
      )
      const { queued, more } = await api.post<{ queued: number; more: boolean }>(
        '/api/inbox/replay',
        Object.fromEntries(which),
      )
      const rest = more ? ' There are more: press it again.' : ''
      return { said: `${counted(queued, 'notice is', 'notices are')} worked once more.${rest}` }
    }
    const at = [text(form, 'provider'), text(form, 'event')].map(encodeURIComponent)
    await api.post(`/api/inbox/${at.join('/')}/replay`)
    return { said: 'It is worked once more: what it is about is looked up as it is now.' }
  })
}

export default function Inbox() {
  const { notices, which } = useLoaderData<typeof loader>()
  const may = useMay()('finance')
  return (
    <>
      <PageHead
        title="Provider’s notices"
        lead="What the payment provider told us, latest first. A notice says only what changed; what is true is looked up, so one can be worked any number of times."
      />
      <Panel
        title="Notices"
        side={
          <ChoiceFilter
            name="state"
            label="Which notices"
            choices={[
              { value: '', label: 'All' },
              { value: 'failed', label: 'Failed' },
              { value: 'received', label: 'Waiting' },
              { value: 'done', label: 'Done' },
              { value: 'ignored', label: 'Not ours' },
            ]}
          />
        }
      >
        <div className="stack">
          <FilterForm label="Find notices" keep={['state']}>
            <TextField
              name="type"
              type="search"
              label="Kind"
              placeholder="invoice"
              defaultValue={which.type}
            />
            <TextField
              name="ref"
              type="search"
              label="Number there"
              placeholder="in_… or evt_…"
              defaultValue={which.ref}
            />
            <Button type="submit" variant="outline">
              Find
            </Button>
          </FilterForm>
          {may && notices.items.some(({ state }) => state !== 'ignored') && (
            <DeedForm intent="replay all">
              {Object.entries(which).map(
                ([name, value]) =>
                  value && <input key={name} type="hidden" name={name} value={value} />,
              )}
              <DeedButton variant="outline" size="compact-sm">
                Work all of these again
              </DeedButton>
            </DeedForm>
          )}
          <DataTable
            caption="Notices"
            rows={notices.items}
            keyOf={({ provider, event }) => `${provider} ${event}`}
            columns={[
              {
                head: 'Came',
                cell: ({ receivedAt }) => <Instant at={receivedAt} as="short-moment" />,
              },
              {
                head: 'What',
                title: true,
                cell: ({ provider, event, type }) =>
                  may ? (
                    <Link to={`/operate/inbox/${provider}/${event}`}>
                      <code>{type}</code>
                    </Link>
                  ) : (
                    <code>{type}</code>
                  ),
              },
              {
                head: 'About',
                wideOnly: true,
                cell: ({ about }) => about && <code>{shortened(about)}</code>,
              },
              {
                head: 'State',
                cell: ({ state, error, attempts }) => {
                  const [word, tone] = NOTICE_STATES[state]
                  return (
                    <>
                      <Tag tone={tone}>{word}</Tag>
                      {error && ` after ${attempts}: ${error}`}
                    </>
                  )
                },
              },
              {
                head: 'Again',
                cell: (notice) => may && notice.state !== 'ignored' && <Again notice={notice} />,
              },
            ]}
            empty={
              <EmptyState title="No such notices">
                Nothing was told, or all of it is done.
              </EmptyState>
            }
          />
        </div>
        <Pager next={notices.next} />
      </Panel>
    </>
  )
}

function Again({ notice }: { notice: Notice }) {
  return (
    <DeedForm intent={`replay ${notice.event}`}>
      <input type="hidden" name="provider" value={notice.provider} />
      <input type="hidden" name="event" value={notice.event} />
      <DeedButton variant="subtle" size="compact-sm" aria-label={`Work again: ${notice.type}`}>
        Work again
      </DeedButton>
    </DeedForm>
  )
}

/** Enough of a provider's number to find it there. */
const shortened = (ref: string) => (ref.length > 18 ? `${ref.slice(0, 16)}…` : ref)

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
