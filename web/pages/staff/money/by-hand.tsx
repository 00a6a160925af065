import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { useReader } from '../../../format/reader.tsx'
import { shortDay } from '../../../format/time.ts'
import { useRoot } from '../../../visitor.ts'
import { RECEIPT_STATES, type Receipt, WAYS } from './receipt-words.ts'
import { SecondPerson } from './SecondPerson.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Paid by hand · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const cursor = new URL(request.url).searchParams.get('cursor')
  const [waiting, all] = await Promise.all([
    api.get<Page<Receipt>>('/api/receipts', { state: 'waiting', limit: 40 }),
    api.get<Page<Receipt>>('/api/receipts', { cursor, limit: 40 }),
  ])
  const asked = [...waiting.items, ...all.items].flatMap((one) => [
    one.buyer,
    one.recordedBy,
    ...(one.decidedBy ? [one.decidedBy] : []),
  ])
  return { waiting: waiting.items, all, names: await namesOf(api, asked) }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const at = `/api/receipts/${text(form, 'receipt')}`
  return attempt(intent, async () => {
    if (intent.startsWith('approve')) {
      await api.deed(`${at}/approve`, text(form, 'key'))
      return { said: 'It counts: the order is paid.' }
    }
    await api.deed(`${at}/decline`, text(form, 'key'), { note: text(form, 'note') })
    return { said: 'It does not count. The order is not paid with it.' }
  })
}

type Names = Parameters<typeof nameIn>[0]

/** Money that staff saw arrive: what waits for a second person first. */
export default function ByHand() {
  const { waiting, all, names } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Paid by hand"
        lead="Bank transfers and cash that somebody of finance saw arrive. It is recorded on the order’s page; above the limit, a second person looks."
        deeds={<Link to="/operate/orders">Orders</Link>}
      />
      <div className="stack-wide">
        {waiting.map((receipt) => (
          <Waiting key={receipt.id} receipt={receipt} names={names} />
        ))}
        <Panel title="All of it">
          <DataTable
            caption="Money by hand"
            rows={all.items}
            keyOf={({ id }) => id}
            columns={[
              { head: 'Arrived', cell: ({ receivedOn }) => <Day on={receivedOn} /> },
              {
                head: 'For order',
                title: true,
                cell: ({ order }) => <Link to={`/operate/orders/${order.id}`}>{order.number}</Link>,
              },
              { head: 'From', cell: ({ buyer }) => nameIn(names, buyer) ?? buyer.id },
              { head: 'How', cell: ({ way, reference }) => `${WAYS[way]}, ${reference}` },
              { head: 'By', cell: (receipt) => <People receipt={receipt} names={names} /> },
              { head: 'State', cell: ({ state }) => <StateTag state={state} /> },
              { head: 'Amount', numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
            ]}
            empty={
              <EmptyState title="Nothing was paid by hand">
                Open an order that waits to be paid, and say that it was.
              </EmptyState>
            }
          />
          <Pager next={all.next} />
        </Panel>
      </div>
    </>
  )
}

function Waiting({ receipt, names }: { receipt: Receipt; names: Names }) {
  const me = useRoot()?.me.person?.id
  const own = receipt.recordedBy === `person:${me}`
  const who = own ? 'You' : (nameIn(names, receipt.recordedBy) ?? 'A colleague')
  return (
    <Panel
      title={`Order ${receipt.order.number} waits for a second person`}
      note={
        <>
          {who} recorded <Amount value={receipt.amount} /> from{' '}
          {nameIn(names, receipt.buyer) ?? 'the buyer'} on <Day on={receipt.receivedOn} />:{' '}
          {WAYS[receipt.way].toLowerCase()}, {receipt.reference}.{' '}
          {own
            ? 'A colleague has to see the money too, and approve it.'
            : 'Look whether the money is there. Then it counts, and what was ordered is delivered.'}
        </>
      }
      side={<Link to={`/operate/orders/${receipt.order.id}`}>The order</Link>}
    >
      <SecondPerson
        name="receipt"
        id={receipt.id}
        own={own}
        agree={{ intent: 'approve', words: 'The money is there: approve' }}
      />
    </Panel>
  )
}

/** A day of the calendar, whoever reads it. */
function Day({ on }: { on: string }) {
  const { locale, now } = useReader()
  return (
    <time dateTime={on} suppressHydrationWarning>
      {shortDay(`${on}T12:00:00Z`, locale, 'UTC', now)}
    </time>
  )
}

function People({ receipt, names }: { receipt: Receipt; names: Names }) {
  const first = nameIn(names, receipt.recordedBy) ?? 'a colleague'
  if (!receipt.decidedBy) return first
  const second = nameIn(names, receipt.decidedBy) ?? 'a colleague'
  return first === second ? first : `${first}, ${second}`
}

function StateTag({ state }: Pick<Receipt, 'state'>) {
  const [word, tone] = RECEIPT_STATES[state]
  return <Tag tone={tone}>{word}</Tag>
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
