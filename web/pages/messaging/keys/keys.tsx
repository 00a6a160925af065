import { Alert, Checkbox, Code } from '@mantine/core'
import { useState } from 'react'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router'
import { ApiProblem } from '../../../api/client.ts'
import { apiOf } from '../../../api/context.ts'
import type { Answer, ItemOf } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, type Outcome, text } from '../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import styles from '../wallet/wallet.module.css'

type Keys = Answer<'/api/organizations/{organizationId}/keys'>
type Key = ItemOf<Keys>
type Scope = Key['scopes'][number]
type Secret = { id: string; secret: string }

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'API keys · Stoa' }]

const SAYS: Record<Scope, string> = {
  'messages:send': 'Send messages, and call them back',
  'messages:read': 'See messages and what became of them',
  'contacts:write': 'Add, change and forget contacts, and write down consent',
  'contacts:read': 'See contacts, groups and consent',
  'events:write': 'Tell of events, which automations answer',
  'codes:send': 'Send and check one-time codes',
  'templates:read': 'See templates',
  'wallet:read': 'See credits, purchases and offers',
}
const SCOPES = Object.keys(SAYS) as Scope[]

const GOOD_FOR = [
  { value: '365', label: 'a year' },
  { value: '90', label: '90 days' },
  { value: '30', label: '30 days' },
  { value: '', label: 'until it is revoked' },
]
const OVERLAPS = [
  { value: '24', label: 'a day' },
  { value: '168', label: 'a week' },
  { value: '1', label: 'an hour' },
  { value: '0', label: 'no longer' },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  try {
    const { items } = await api.get<Keys>(`/api/organizations/${params.organizationId}/keys`)
    return { items, hidden: false }
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.data.code !== 'not_allowed') throw error
    return { items: [], hidden: true }
  }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const at = `/api/organizations/${params.organizationId}/keys`
  const [deed, id] = intent.split(':')
  return attempt<Secret>(intent, async () => {
    if (deed === 'revoke') {
      await api.delete(`${at}/${id}`)
      return { said: 'It opens nothing any more.' }
    }
    if (deed === 'rotate') {
      const overlapHours = Number(text(form, 'overlap'))
      return { result: await api.post<Secret>(`${at}/${id}/rotate`, { overlapHours }) }
    }
    const days = text(form, 'days')
    const result = await api.post<Secret>(at, {
      name: text(form, 'name'),
      scopes: form.getAll('scopes').map(String),
      days: days ? Number(days) : null,
    })
    return { result }
  })
}

/** What an organization's own machines come with. */
export default function KeysPage() {
  const { items, hidden } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  const [made, setMade] = useState<Secret | null>(null)
  const shown = made ?? (sent?.ok ? (sent.result ?? null) : null)
  const onMade = (outcome: Outcome) => setMade(outcome.ok ? (outcome.result as Secret) : null)
  return (
    <>
      <PageHead
        title="API keys"
        lead="What your own systems come with: to send messages and codes, to keep contacts, to tell of events. Each key does what its scopes say, for this organization alone."
      />
      <MessagingNav />
      {hidden ? (
        <EmptyState title="For owners and admins">
          They make keys, and end them. Ask one of them for what your system needs.
        </EmptyState>
      ) : (
        <div className="stack-wide">
          {shown && <Shown secret={shown} keys={items} />}
          <Panel title="Keys">
            <DataTable
              caption="Keys of the organization"
              rows={items}
              keyOf={({ id }) => id}
              empty={
                <EmptyState title="No key yet">
                  Make one below. <a href="/api/docs">The API describes itself</a>.
                </EmptyState>
              }
              columns={[
                {
                  head: 'Key',
                  title: true,
                  cell: ({ name, hint }) => (
                    <>
                      {name}
                      <br />
                      <Code>…{hint}</Code>
                    </>
                  ),
                },
                { head: 'May', cell: ({ scopes }) => scopes.join(', ') },
                { head: 'State', cell: (key) => <State item={key} /> },
                {
                  head: 'Last used',
                  cell: ({ lastUsedAt }) =>
                    lastUsedAt ? <Instant at={lastUsedAt} as="short-moment" /> : 'never',
                },
                {
                  head: 'Change',
                  cell: (key) => key.state === 'good' && <Deeds item={key} onMade={onMade} />,
                },
              ]}
            />
          </Panel>
          <Making onMade={onMade} />
        </div>
      )}
    </>
  )
}

/** A secret that was just made: here, and never again. */
function Shown({ secret: made, keys }: { secret: Secret; keys: Key[] }) {
  const name = keys.find(({ id }) => id === made.id)?.name
  return (
    <Alert color="good" variant="light" title={`The secret of ${name ?? 'your key'}`} role="status">
      <p>Copy it now: it is shown once, and kept here as a fingerprint only.</p>
      <Code block>{made.secret}</Code>
      <p>
        Send it with each request: <Code>Authorization: Bearer …</Code>
      </p>
    </Alert>
  )
}

function State({ item: { state, expiresAt, revokedAt, before } }: { item: Key }) {
  if (state === 'revoked')
    return (
      <>
        <Tag tone="bad">revoked</Tag> {revokedAt && <Instant at={revokedAt} as="short-day" />}
      </>
    )
  return (
    <>
      <Tag tone={state === 'good' ? 'good' : 'plain'}>{state}</Tag>{' '}
      {expiresAt ? (
        <>
          {state === 'good' ? 'until' : 'since'} <Instant at={expiresAt} as="short-day" />
        </>
      ) : (
        'no end'
      )}
      {before && (
        <>
          <br />…{before.hint} still works until <Instant at={before.endsAt} as="short-moment" />,{' '}
          {before.lastUsedAt ? (
            <>
              last used <Instant at={before.lastUsedAt} as="short-moment" />
            </>
          ) : (
            'never used'
          )}
        </>
      )}
    </>
  )
}

type OnMade = { onMade: (outcome: Outcome) => void }

function Deeds({ item: { id, name }, onMade }: { item: Key } & OnMade) {
  return (
    <div className={styles.fields}>
      <DeedForm intent={`rotate:${id}`} className={styles.fields} onDone={onMade}>
        <SelectField
          name="overlap"
          size="xs"
          label="The old secret works"
          defaultValue="24"
          data={OVERLAPS.map((one) => ({
            ...one,
            label: one.value === '0' ? one.label : `${one.label} more`,
          }))}
        />
        <DeedButton size="xs" variant="outline" aria-label={`New secret for ${name}`}>
          New secret
        </DeedButton>
      </DeedForm>
      <DeedForm intent={`revoke:${id}`}>
        <DeedButton size="xs" variant="subtle" color="bad" aria-label={`Revoke ${name}`}>
          Revoke
        </DeedButton>
      </DeedForm>
    </div>
  )
}

function Making({ onMade }: OnMade) {
  return (
    <Panel
      title="Make a key"
      note="One for each system, so that one can be ended without the others."
    >
      <DeedForm intent="make" className="stack" onDone={onMade}>
        <div className={styles.fields}>
          <TextField name="name" label="Name" maxLength={80} required />
          <SelectField name="days" label="Good for" data={GOOD_FOR} />
        </div>
        <fieldset className={styles.scopes}>
          <legend>It may</legend>
          {SCOPES.map((scope) => (
            <Checkbox
              key={scope}
              name="scopes"
              value={scope}
              label={SAYS[scope]}
              description={scope}
            />
          ))}
        </fieldset>
        <div>
          <DeedButton>Make the key</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export function ErrorBoundary() {
  return <PageError />
}
