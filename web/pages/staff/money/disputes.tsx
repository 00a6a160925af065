import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { plain } from '../../../format/books.ts'
import { DISPUTE_STATES, type Dispute } from './money-back.ts'

export const meta = () => [{ title: 'Disputes · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const disputes = await api.get<Page<Dispute>>('/api/disputes', {
    ...(search.get('which') === 'waits' ? { waits: true } : {}),
    cursor: search.get('cursor'),
    limit: 40,
  })
  return {
    disputes,
    names: await namesOf(
      api,
      disputes.items.map(({ buyer }) => buyer),
    ),
  }
}

export default function Disputes() {
  const { disputes, names } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Disputes"
        lead="Money that buyers ask back from their banks. While a bank has it, what was bought with it is frozen."
      />
      <Panel
        title="Disputes"
        side={
          <ChoiceFilter
            name="which"
            label="Which disputes"
            choices={[
              { value: '', label: 'All' },
              { value: 'waits', label: 'Somebody must look' },
            ]}
          />
        }
      >
        <DataTable
          caption="Disputes"
          rows={disputes.items}
          keyOf={(dispute) => dispute.id}
          columns={[
            { head: 'Opened', cell: ({ openedAt }) => <Instant at={openedAt} as="short-moment" /> },
            {
              head: 'Of order',
              title: true,
              cell: ({ id, order }) => <Link to={`/operate/disputes/${id}`}>{order.number}</Link>,
            },
            { head: 'The bank’s reason', cell: ({ reason }) => plain(reason) },
            { head: 'Buyer', cell: ({ buyer }) => nameIn(names, buyer) ?? buyer.id },
            { head: 'State', cell: (dispute) => <DisputeTag dispute={dispute} /> },
            {
              head: 'Answer by',
              cell: ({ answerBy, answeredAt, endedAt }) =>
                answerBy && !answeredAt && !endedAt ? (
                  <Instant at={answerBy} as="short-day" />
                ) : null,
            },
            { head: 'Amount', numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
          ]}
          empty={<EmptyState title="No disputes here">May it stay so.</EmptyState>}
        />
        <Pager next={disputes.next} />
      </Panel>
    </>
  )
}

export function DisputeTag({ dispute }: { dispute: Dispute }) {
  if (dispute.state === 'lost' && dispute.bookedAt === null) {
    return <Tag tone="attention">Lost: whose fault?</Tag>
  }
  const [word, tone] = DISPUTE_STATES[dispute.state]
  return <Tag tone={tone}>{word}</Tag>
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
