import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Delivery, Events, Receiver, ReceiverMade } from '../../../api/telling.ts'
import type { Page } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { placeOf, usePlace } from './place.ts'
import { ReceiverForm, receiverFrom } from './ReceiverForm.tsx'
import { Secret, useSecret } from './Secret.tsx'
import { DELIVERY_STATES, RECEIVER_STATES } from './words.ts'

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `${placeOf(params).api}/${params.id}`
  const cursor = new URL(request.url).searchParams.get('cursor')
  const [receiver, events, deliveries] = await Promise.all([
    api.get<Receiver>(at),
    api.get<Events>('/api/events'),
    api.get<Page<Delivery>>(`${at}/deliveries`, { cursor, limit: 30 }),
  ])
  return { receiver, events, deliveries }
}

/** For so long what failed can be sent again. */
const DAYS = 30

export async function action({ request, context, params }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const at = `${placeOf(params).api}/${params.id}`
  const intent = text(form, 'intent')
  if (intent === 'remove') {
    const gone = await attempt(intent, async () => {
      await api.delete(at)
      return undefined
    })
    return 'ok' in gone && gone.ok ? redirect(placeOf(params).page) : gone
  }
  return attempt(intent, async () => {
    if (intent === 'change') {
      await api.patch(at, receiverFrom(form))
      return { said: 'Saved.' }
    }
    if (intent === 'switch') {
      await api.patch(at, { on: text(form, 'on') === 'yes' })
      return { said: text(form, 'on') === 'yes' ? 'Switched on.' : 'Switched off.' }
    }
    if (intent === 'secret') {
      const { secret } = await api.post<ReceiverMade>(`${at}/secret`)
      return { said: 'A new secret signs from now on.', result: { secret } }
    }
    if (intent === 'ping') {
      await api.post(`${at}/ping`)
      return { said: 'A test is on its way.' }
    }
    const since = new Date(Date.now() - DAYS * 86_400_000).toISOString()
    const { sent } = await api.post<{ sent: number }>(`${at}/again`, { since })
    return { said: sent === 1 ? 'One is sent again.' : `${sent} are sent again.` }
  })
}

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Webhook · Stoa' }]

export default function ReceiverPage() {
  const { receiver, events, deliveries } = useLoaderData<typeof loader>()
  const [secret, heard] = useSecret()
  const [word, tone] = RECEIVER_STATES[receiver.state]
  return (
    <>
      <PageHead
        title={receiver.name}
        lead={receiver.url}
        tags={<Tag tone={tone}>{word}</Tag>}
        deeds={<Deeds receiver={receiver} />}
      />
      <div className="stack-wide">
        {secret && <Secret secret={secret} />}
        <Panel title="How it goes">
          <FactList
            facts={[
              ['Told of', receiver.kinds ? receiver.kinds.join(', ') : 'Everything'],
              ['Waiting', receiver.waiting],
              ['Failed or held', receiver.failed],
              [
                'Last taken',
                receiver.lastDeliveredAt ? (
                  <Instant key="last" at={receiver.lastDeliveredAt} as="moment" />
                ) : (
                  'Nothing yet'
                ),
              ],
              [
                'Failing since',
                receiver.failingSince ? (
                  <Instant key="failing" at={receiver.failingSince} as="moment" />
                ) : (
                  'It does not'
                ),
              ],
              [
                'Two secrets sign until',
                receiver.twoSecretsUntil ? (
                  <Instant key="two" at={receiver.twoSecretsUntil} as="moment" />
                ) : (
                  'Only one signs'
                ),
              ],
            ]}
          />
        </Panel>
        <Panel title="What it was told" note={`Kept for ${DAYS} days, newest first.`}>
          <Deliveries receiver={receiver} deliveries={deliveries.items} />
          <Pager next={deliveries.next} />
        </Panel>
        <Panel title="Change it">
          <ReceiverForm intent="change" events={events} receiver={receiver} deed="Save" />
        </Panel>
        <Panel
          title="Secret and end"
          note="A new secret signs beside the one of now for 24 hours, so that nothing is missed while you change it there."
        >
          <div className="row">
            <DeedForm intent="secret" onDone={heard}>
              <DeedButton variant="outline">Make a new secret</DeedButton>
            </DeedForm>
            <DeedForm intent="remove">
              <DeedButton variant="outline" color="bad">
                Remove this receiver
              </DeedButton>
            </DeedForm>
          </div>
        </Panel>
      </div>
    </>
  )
}

function Deeds({ receiver }: { receiver: Receiver }) {
  const on = receiver.state === 'on'
  return (
    <>
      {on && (
        <DeedForm intent="ping">
          <DeedButton>Send a test</DeedButton>
        </DeedForm>
      )}
      {on && receiver.failed > 0 && (
        <DeedForm intent="again">
          <DeedButton variant="outline">Send what failed again</DeedButton>
        </DeedForm>
      )}
      <DeedForm intent="switch">
        <input type="hidden" name="on" value={on ? 'no' : 'yes'} />
        <DeedButton variant="outline">{on ? 'Switch off' : 'Switch on'}</DeedButton>
      </DeedForm>
    </>
  )
}

function Deliveries({ receiver, deliveries }: { receiver: Receiver; deliveries: Delivery[] }) {
  const { page } = usePlace()
  return (
    <DataTable
      caption={`Events for ${receiver.name}`}
      rows={deliveries}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Event',
          title: true,
          cell: ({ id, kind }) => <Link to={`${page}/${receiver.id}/${id}`}>{kind}</Link>,
        },
        { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
        {
          head: 'State',
          cell: ({ state }) => (
            <Tag tone={DELIVERY_STATES[state][1]}>{DELIVERY_STATES[state][0]}</Tag>
          ),
        },
        { head: 'Answer', cell: ({ status, error }) => status ?? error ?? '–' },
        { head: 'Tries', numeric: true, cell: ({ attempts }) => attempts },
        {
          head: 'Next try',
          cell: ({ nextTryAt }) => (nextTryAt ? <Instant at={nextTryAt} as="short-moment" /> : '–'),
        },
      ]}
      empty={
        <EmptyState title="Nothing yet">
          What happens from now on stands here. A test shows at once whether it arrives.
        </EmptyState>
      }
    />
  )
}

export const ErrorBoundary = () => <PageError who={usePlace().who} />
