import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { TaxBack } from '../../../../api/stock.ts'
import { Amount } from '../../../../components/Amount.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../../components/deeds.ts'
import { DeedButton, TextField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { WholesaleNav } from '../stock-words.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Tax given back · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  return context.get(apiOf).get<TaxBack>('/api/messaging/stock/tax')
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt(text(form, 'intent'), async () => {
    await context.get(apiOf).deed('/api/messaging/stock/tax', text(form, 'key'), {
      amount: text(form, 'amount').replace(',', '.'),
      from: text(form, 'from'),
      until: text(form, 'until'),
      proof: text(form, 'proof'),
    })
    return { said: 'In the books.' }
  })
}

/** Tax that suppliers charged and the tax office gives back. */
export default function TaxGivenBack() {
  const { open, items } = useLoaderData<typeof loader>()
  const nothing = Number(open.amount) <= 0
  return (
    <>
      <PageHead
        title="Tax given back"
        lead="What suppliers charge as tax and the tax office gives back is a claim, not a cost. Once a return has set it off, what we owe the office is less by as much."
      />
      <WholesaleNav />
      <div className="stack-wide">
        <Panel
          title="Open"
          note={
            <>
              <Amount value={open} />{' '}
              {nothing ? 'is left to be set off.' : 'was charged and is not set off yet.'}
            </>
          }
        >
          {nothing ? (
            <p className="soft">It grows with purchases that arrive with tax that is given back.</p>
          ) : (
            <DeedForm intent="recover" className="stack" key={items[0]?.id ?? 'first'}>
              <div className="row">
                <TextField name="from" type="date" label="First day of the period" required />
                <TextField name="until" type="date" label="Last day" required />
                <TextField
                  name="amount"
                  label={`Set off, ${open.asset}`}
                  inputMode="decimal"
                  required
                  maxLength={16}
                />
                <TextField
                  name="proof"
                  label="Number of the return or receipt"
                  required
                  minLength={3}
                  maxLength={120}
                />
              </div>
              <div>
                <DeedButton>Write it down</DeedButton>
              </div>
            </DeedForm>
          )}
        </Panel>
        <Panel title="Set off">
          <DataTable
            caption="Tax that was set off"
            rows={items}
            keyOf={({ id }) => id}
            empty={
              <EmptyState title="Nothing was set off yet">
                Each return that took suppliers’ tax off what is owed is kept here with its number.
              </EmptyState>
            }
            columns={[
              { head: 'Period', title: true, cell: ({ from, until }) => `${from} to ${until}` },
              { head: 'Amount', numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
              { head: 'Proof', cell: ({ proof }) => proof },
              { head: 'Written by', cell: ({ by }) => by },
              { head: 'At', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="finance" />
