import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Events, Receiver, ReceiverMade, Receivers } from '../../../api/telling.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { attempt, keepOnFailure } from '../../../components/deeds.ts'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { placeOf, usePlace } from './place.ts'
import { ReceiverForm, receiverFrom } from './ReceiverForm.tsx'
import { Secret, useSecret } from './Secret.tsx'
import { RECEIVER_STATES } from './words.ts'

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [receivers, events] = await Promise.all([
    api.get<Receivers>(placeOf(params).api),
    api.get<Events>('/api/events'),
  ])
  return { receivers, events }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt('add', async () => {
    const made = await context
      .get(apiOf)
      .post<ReceiverMade>(placeOf(params).api, receiverFrom(form))
    return { said: 'Added. Events go there from now on.', result: { secret: made.secret } }
  })
}

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Webhooks · Stoa' }]

export default function Webhooks() {
  const { receivers, events } = useLoaderData<typeof loader>()
  const [secret, heard] = useSecret()
  return (
    <>
      <PageHead
        title="Webhooks"
        lead="Machines that are told of what happens here: signed, sent until they are taken, for up to three days."
      />
      <div className="stack-wide">
        {secret && <Secret secret={secret} />}
        <Panel title="Receivers">
          <ReceiverTable receivers={receivers.items} />
        </Panel>
        <Panel
          title="Add a receiver"
          note={
            <>
              Each event is signed as{' '}
              <a href="https://www.standardwebhooks.com">Standard Webhooks</a> say; their shapes
              stand in <a href="/api/docs">the API’s document</a>.
            </>
          }
        >
          <ReceiverForm intent="add" events={events} deed="Add it" onDone={heard} />
        </Panel>
      </div>
    </>
  )
}

function ReceiverTable({ receivers }: { receivers: Receiver[] }) {
  const { page } = usePlace()
  return (
    <DataTable
      caption="Receivers of events"
      rows={receivers}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'For',
          title: true,
          cell: ({ id, name }) => <Link to={`${page}/${id}`}>{name}</Link>,
        },
        { head: 'Address', cell: ({ url }) => url },
        {
          head: 'State',
          cell: ({ state, failingSince }) => {
            const [word, tone] = RECEIVER_STATES[state]
            return failingSince && state === 'on' ? (
              <Tag tone="attention">Failing</Tag>
            ) : (
              <Tag tone={tone}>{word}</Tag>
            )
          },
        },
        { head: 'Waiting', numeric: true, cell: ({ waiting }) => waiting },
        { head: 'Failed', numeric: true, cell: ({ failed }) => failed },
        {
          head: 'Last taken',
          cell: ({ lastDeliveredAt }) =>
            lastDeliveredAt ? <Instant at={lastDeliveredAt} as="short-moment" /> : 'Nothing yet',
        },
      ]}
      empty={<EmptyState title="Nobody is told yet">Add the first receiver below.</EmptyState>}
    />
  )
}

export const ErrorBoundary = () => <PageError who={usePlace().who} />
