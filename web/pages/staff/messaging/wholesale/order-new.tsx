import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { StockRules } from '../../../../api/stock.ts'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { attempt, keepOnFailure } from '../../../../components/deeds.ts'
import { DeedButton } from '../../../../components/fields.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { PageError } from '../../../../components/states.tsx'
import { WholesaleNav } from '../stock-words.tsx'
import { lineOf, OrderFields } from './OrderFields.tsx'
import { orderFrom } from './order-words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Write a purchase order · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  return context.get(apiOf).get<StockRules>('/api/messaging/stock/rules')
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  let made = ''
  const outcome = await attempt('draft', async () => {
    const { rules } = await api.get<StockRules>('/api/messaging/stock/rules')
    const order = orderFrom(form, rules.zone)
    made = (await api.post<{ id: string }>('/api/messaging/purchases', order)).id
    return undefined
  })
  if (made) throw redirect(`/operate/messaging/wholesale/orders/${made}`)
  return outcome
}

/** A new order, as a draft: nothing is bought by it yet. */
export default function NewOrder() {
  const stock = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Write a purchase order"
        lead="A draft first. It is approved, ordered from the provider outside, paid, and received when it is there."
        deeds={<Link to="/operate/messaging/wholesale/orders">All orders</Link>}
      />
      <WholesaleNav />
      <Panel>
        <DeedForm intent="draft" className="stack">
          <OrderFields stock={stock} lines={[lineOf('SMS', stock.prices)]} />
          <div>
            <DeedButton>Keep it as a draft</DeedButton>
          </div>
        </DeedForm>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="finance" />
