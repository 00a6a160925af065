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
import { isZero } from '../../../format/money.ts'
import { causeWord, REFUND_STATES, type Refund } from './money-back.ts'

export const meta = () => [{ title: 'Refunds · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const refunds = await api.get<Page<Refund>>('/api/refunds', {
    ...(search.get('which') === 'waits' ? { waits: true } : {}),
    cursor: search.get('cursor'),
    limit: 40,
  })
  return {
    refunds,
    names: await namesOf(
      api,
      refunds.items.map(({ buyer }) => buyer),
    ),
  }
}

export default function Refunds() {
  const { refunds, names } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Refunds"
        lead="Money that goes back to where it came from, latest first. A refund begins on its order’s page."
      />
      <Panel
        title="Refunds"
        side={
          <ChoiceFilter
            name="which"
            label="Which refunds"
            choices={[
              { value: '', label: 'All' },
              { value: 'waits', label: 'Somebody must look' },
            ]}
          />
        }
      >
        <DataTable
          caption="Refunds"
          rows={refunds.items}
          keyOf={(refund) => refund.id}
          columns={[
            { head: 'Asked', cell: (refund) => <Instant at={refund.askedAt} as="short-moment" /> },
            {
              head: 'Of order',
              title: true,
              cell: ({ id, order }) => <Link to={`/operate/refunds/${id}`}>{order.number}</Link>,
            },
            { head: 'Why', cell: ({ cause }) => causeWord(cause) },
            { head: 'Buyer', cell: ({ buyer }) => nameIn(names, buyer) ?? buyer.id },
            { head: 'State', cell: (refund) => <RefundTag refund={refund} /> },
            { head: 'Amount', numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
          ]}
          empty={<EmptyState title="No refunds here">Nothing waits for anybody.</EmptyState>}
        />
        <Pager next={refunds.next} />
      </Panel>
    </>
  )
}

/** Where a refund stands; one that nothing explains says so first. */
export function RefundTag({ refund }: { refund: Refund }) {
  if (!isZero(refund.unexplained)) return <Tag tone="attention">Not explained</Tag>
  const [word, tone] = REFUND_STATES[refund.state]
  return <Tag tone={tone}>{word}</Tag>
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
