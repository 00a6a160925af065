import { Button, Checkbox } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { StaffOrder } from '../../../api/operating.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { amount as words } from '../../../format/money.ts'
import { useReader } from '../../../format/reader.tsx'
import { useMay } from '../may.ts'
import { CAUSES, GIVES, type RefundDetail, type RefundPlan, WHY } from './money-back.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Give money back · Stoa' }]

/** What is typed as an amount, or nothing. */
const asAmount = (typed: string | null) =>
  typed && /^\d{1,12}([.,]\d{1,6})?$/.test(typed.trim()) ? typed.trim().replace(',', '.') : null

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const amount = asAmount(search.get('amount'))
  const platformBears = search.get('bears') === 'on'
  const [order, plan] = await Promise.all([
    api.get<StaffOrder>(`/api/orders/${params.id}`),
    api.get<RefundPlan>(`/api/orders/${params.id}/refund-preview`, {
      amount,
      ...(platformBears ? { platformBears } : {}),
    }),
  ])
  return { order, plan, amount, platformBears }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const amount = text(form, 'amount')
  const second = text(form, 'second') === 'on'
  let made = ''
  const outcome = await attempt('refund', async () => {
    const detail = await api.deed<RefundDetail>(
      `/api/orders/${params.id}/${second ? 'refund-wish' : 'refund'}`,
      text(form, 'key'),
      {
        ...(amount ? { amount } : {}),
        cause: text(form, 'cause'),
        reason: text(form, 'reason'),
        platformBears: text(form, 'bears') === 'on',
        endPlan: text(form, 'endPlan') === 'on',
      },
    )
    made = second ? '/operate/refunds#second' : `/operate/refunds/${detail.refund.id}`
    return undefined
  })
  if (made) throw redirect(made)
  return outcome
}

/** Says what happens to the credits and what the person gets, before it is done. */
export default function GivingBack() {
  const { order, plan, amount, platformBears } = useLoaderData<typeof loader>()
  const may = useMay()('finance')
  return (
    <>
      <PageHead
        title={`Give order ${order.number} back`}
        lead={
          <>
            <Amount value={plan.unspent} /> of it is unspent; <Amount value={plan.left} /> could go
            back at most.
          </>
        }
        deeds={<Link to={`/operate/orders/${order.id}`}>The order</Link>}
      />
      <div className="stack-wide">
        <Panel title="What is still there">
          <Lines plan={plan} />
        </Panel>
        <div className="wide-and-narrow">
          <Panel title="What would happen">
            {plan.why ? (
              <p>{WHY[plan.why] ?? 'This cannot be given back now.'}</p>
            ) : (
              <div className="stack">
                <p>
                  The buyer gets <Amount value={plan.amount} />, on the way it was paid. What the
                  card cost stays an expense.
                </p>
                <Parts plan={plan} />
                {may && <Doing plan={plan} amount={amount} platformBears={platformBears} />}
              </div>
            )}
          </Panel>
          <Panel title="How much" note="Left empty: all that is unspent.">
            <Form method="get" className="stack">
              <TextField
                name="amount"
                label={`Amount in ${plan.left.asset}`}
                inputMode="decimal"
                defaultValue={amount ?? ''}
              />
              <Checkbox
                name="bears"
                label="The platform bears what is spent already"
                defaultChecked={platformBears}
              />
              <Button type="submit" variant="outline">
                Show what would happen
              </Button>
            </Form>
          </Panel>
        </div>
      </div>
    </>
  )
}

function Lines({ plan }: { plan: RefundPlan }) {
  return (
    <DataTable
      caption="Lines of the order"
      rows={plan.lines.map((line, index) => ({ ...line, index }))}
      keyOf={({ index }) => String(index)}
      columns={[
        { head: 'What', title: true, cell: ({ label }) => label },
        { head: 'Paid', numeric: true, cell: ({ paid }) => <Amount value={paid} /> },
        { head: 'Went back', numeric: true, cell: ({ back }) => <Amount value={back} /> },
        {
          head: 'Unspent',
          numeric: true,
          cell: ({ unspent }) => (unspent ? <Amount value={unspent} /> : null),
        },
        {
          head: 'Reserved',
          numeric: true,
          cell: ({ reserved }) => (reserved ? <Amount value={reserved} /> : null),
        },
        {
          head: 'Access left',
          numeric: true,
          cell: ({ access }) => (access ? <Amount value={access} /> : null),
        },
      ]}
    />
  )
}

function Parts({ plan }: { plan: RefundPlan }) {
  return (
    <DataTable
      caption="What is given up for it"
      rows={plan.parts.map((part, index) => ({ ...part, index }))}
      keyOf={({ index }) => String(index)}
      columns={[
        { head: 'What', title: true, cell: ({ gives }) => GIVES[gives] ?? gives },
        {
          head: 'Credits',
          numeric: true,
          cell: ({ credits }) => (credits ? <Amount value={credits} /> : null),
        },
        { head: 'Amount', numeric: true, cell: (part) => <Amount value={part.amount} /> },
      ]}
      foot={['The buyer gets', '', <Amount key="all" value={plan.amount} />]}
    />
  )
}

function Doing({
  plan,
  amount,
  platformBears,
}: {
  plan: RefundPlan
  amount: string | null
  platformBears: boolean
}) {
  const { locale } = useReader()
  return (
    <DeedForm intent="refund" className="stack">
      {plan.second && (
        <p>
          So much is decided by two persons: your colleagues are told, and one of them must agree.
        </p>
      )}
      {plan.second && <input type="hidden" name="second" value="on" />}
      {amount && <input type="hidden" name="amount" value={amount} />}
      {platformBears && <input type="hidden" name="bears" value="on" />}
      <SelectField name="cause" label="Why" data={CAUSES} />
      <LongField
        name="reason"
        label="In your words"
        description="Kept with the refund, for colleagues."
        required
      />
      {plan.renews && (
        <Checkbox
          name="endPlan"
          defaultChecked
          label="End the plan now too: else it renews as before"
        />
      )}
      <div>
        <DeedButton suppressHydrationWarning>
          {plan.second
            ? `Ask to give ${words(plan.amount, locale)} back`
            : `Give ${words(plan.amount, locale)} back`}
        </DeedButton>
      </div>
    </DeedForm>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
