import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { DeliveryWhole, Receiver } from '../../../api/telling.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { placeOf, usePlace } from './place.ts'
import styles from './webhooks.module.css'
import { DELIVERY_STATES } from './words.ts'

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `${placeOf(params).api}/${params.id}`
  const [receiver, delivery] = await Promise.all([
    api.get<Receiver>(at),
    api.get<DeliveryWhole>(`${at}/deliveries/${params.delivery}`),
  ])
  return { receiver, delivery }
}

export async function action({ context, params }: ActionFunctionArgs) {
  return attempt('again', async () => {
    await context
      .get(apiOf)
      .post(`${placeOf(params).api}/${params.id}/deliveries/${params.delivery}/again`)
    return { said: 'It is sent again.' }
  })
}

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Event sent · Stoa' }]

/** One event for one receiver: what was sent, and what was answered each time. */
export default function DeliveryPage() {
  const { receiver, delivery } = useLoaderData<typeof loader>()
  const { page } = usePlace()
  const [word, tone] = DELIVERY_STATES[delivery.state]
  return (
    <>
      <PageHead
        title={delivery.kind}
        lead={
          <>
            For <Link to={`${page}/${receiver.id}`}>{receiver.name}</Link>,{' '}
            <Instant at={delivery.at} as="moment" />
          </>
        }
        tags={<Tag tone={tone}>{word}</Tag>}
        deeds={
          receiver.state === 'on' && (
            <DeedForm intent="again">
              <DeedButton variant="outline">Send it again</DeedButton>
            </DeedForm>
          )
        }
      />
      <div className="stack-wide">
        <Panel title="What is sent">
          <div className="stack">
            <FactList
              facts={[
                ['webhook-id', <code key="id">{delivery.webhookId}</code>],
                [
                  'Next try',
                  delivery.nextTryAt ? (
                    <Instant key="next" at={delivery.nextTryAt} as="moment" />
                  ) : (
                    'None'
                  ),
                ],
              ]}
            />
            <pre className={styles.code}>{JSON.stringify(JSON.parse(delivery.body), null, 2)}</pre>
          </div>
        </Panel>
        <Panel title="Tries">
          <DataTable
            caption="Tries and their answers"
            rows={delivery.tried}
            keyOf={({ number }) => String(number)}
            columns={[
              { head: 'Try', title: true, cell: ({ number }) => number },
              { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
              { head: 'Answer', cell: ({ status, error }) => status ?? error },
              { head: 'Took', numeric: true, cell: ({ tookMs }) => `${tookMs} ms` },
              {
                head: 'It began',
                cell: ({ excerpt }) => (excerpt ? <code>{excerpt.slice(0, 300)}</code> : '–'),
              },
            ]}
            empty={<EmptyState title="Not tried yet">It goes out within a minute.</EmptyState>}
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who={usePlace().who} />
