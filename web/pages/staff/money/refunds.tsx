import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { isZero } from '../../../format/money.ts'
import { useRoot } from '../../../visitor.ts'
import { useMay } from '../may.ts'
import { causeWord, REFUND_STATES, type Refund } from './money-back.ts'
import type { RefundWish } from './risk-words.ts'
import { SecondPerson } from './SecondPerson.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Refunds · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const wishes = await api.get<Page<RefundWish>>('/api/refund-wishes', { waits: true })
  const refunds = await api.get<Page<Refund>>('/api/refunds', {
    ...(search.get('which') === 'waits' ? { waits: true } : {}),
    cursor: search.get('cursor'),
    limit: 40,
  })
  const asked = [
    ...refunds.items.map(({ buyer }) => buyer),
    ...wishes.items.flatMap(({ buyer, askedBy }) => [buyer, askedBy]),
  ]
  return { refunds, wishes: wishes.items, names: await namesOf(api, asked) }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const at = `/api/refund-wishes/${text(form, 'wish')}`
  return attempt(intent, async () => {
    if (intent.startsWith('agree')) {
      await api.deed(`${at}/agree`, text(form, 'key'))
      return { said: 'The refund is on its way.' }
    }
    await api.deed(`${at}/decline`, text(form, 'key'), { note: text(form, 'note') })
    return { said: 'Declined. Nothing goes back.' }
  })
}

export default function Refunds() {
  const { refunds, wishes, names } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Refunds"
        lead="Money that goes back to where it came from, latest first. A refund begins on its order’s page."
      />
      <Wishes wishes={wishes} names={names} />
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

type Names = Parameters<typeof nameIn>[0]

/** Refunds that are too large for one person: another agrees, or not. */
function Wishes({ wishes, names }: { wishes: RefundWish[]; names: Names }) {
  const may = useMay()('finance')
  const me = useRoot()?.me.person?.id
  if (wishes.length === 0) return null
  return (
    <div className="stack-wide" id="second" style={{ marginBottom: 32 }}>
      {wishes.map((wish) => {
        const own = wish.askedBy === `person:${me}`
        return (
          <Panel
            key={wish.id}
            title={`Order ${wish.order.number} waits for a second person`}
            note={
              <>
                {own ? 'You' : (nameIn(names, wish.askedBy) ?? 'A colleague')} asked to give{' '}
                {wish.amount ? <Amount value={wish.amount} /> : 'all that is unspent'} back to{' '}
                {nameIn(names, wish.buyer) ?? 'the buyer'}: {wish.reason}
              </>
            }
            side={<Link to={`/operate/orders/${wish.order.id}/refund`}>What it would do</Link>}
          >
            {may && (
              <SecondPerson
                name="wish"
                id={wish.id}
                own={own}
                agree={{ intent: 'agree', words: 'Agree, and give it back' }}
              />
            )}
          </Panel>
        )
      })}
    </div>
  )
}

/** Where a refund stands; one that nothing explains says so first. */
export function RefundTag({ refund }: { refund: Refund }) {
  if (!isZero(refund.unexplained)) return <Tag tone="attention">Not explained</Tag>
  const [word, tone] = REFUND_STATES[refund.state]
  return <Tag tone={tone}>{word}</Tag>
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
