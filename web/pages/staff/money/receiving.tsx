import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { StaffOrder } from '../../../api/operating.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { useMay } from '../may.ts'
import { type Receipt, WAYS } from './receipt-words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Paid by hand · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const order = await api.get<StaffOrder>(`/api/orders/${params.id}`)
  return { order, names: await namesOf(api, [order.buyer]) }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  let made = ''
  const outcome = await attempt('receive', async () => {
    const receipt = await api.deed<Receipt>(`/api/orders/${params.id}/receipt`, text(form, 'key'), {
      way: text(form, 'way'),
      amount: {
        amount: text(form, 'amount').replace(',', '.'),
        asset: text(form, 'asset'),
      },
      receivedOn: text(form, 'receivedOn'),
      reference: text(form, 'reference'),
    })
    made = receipt.needsSecond ? '/operate/by-hand' : `/operate/orders/${params.id}`
    return undefined
  })
  if (made) throw redirect(made)
  return outcome
}

/** Somebody of finance saw the money of an order arrive. */
export default function Receiving() {
  const { order, names } = useLoaderData<typeof loader>()
  const may = useMay()('finance')
  return (
    <>
      <PageHead
        title={`Order ${order.number} was paid by hand`}
        lead={
          <>
            It costs <Amount value={order.total} />, to be paid by{' '}
            {nameIn(names, order.buyer) ?? 'the buyer'}.
          </>
        }
        deeds={<Link to={`/operate/orders/${order.id}`}>The order</Link>}
      />
      <Panel
        title="What you saw"
        note="The whole amount in one piece. Above the limit it waits until a colleague has seen the money too; nothing is delivered before."
      >
        {order.state === 'paid' ? (
          <p>This order is paid already.</p>
        ) : may ? (
          <DeedForm intent="receive" className="stack">
            <input type="hidden" name="asset" value={order.total.asset} />
            <SelectField
              name="way"
              label="How it came"
              data={Object.entries(WAYS).map(([value, label]) => ({ value, label }))}
            />
            <TextField
              name="amount"
              label={`Amount in ${order.total.asset}`}
              inputMode="decimal"
              required
            />
            <TextField name="receivedOn" label="Day on which it arrived" type="date" required />
            <TextField
              name="reference"
              label="Reference"
              description="The bank’s words for it, or the number of the slip in the cash box."
              required
              maxLength={200}
            />
            <div>
              <DeedButton>It arrived</DeedButton>
            </div>
          </DeedForm>
        ) : (
          <p>Finance records this.</p>
        )}
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
