import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Reordering, ReorderRule, StockRules } from '../../../../api/stock.ts'
import { Amount, Figure } from '../../../../components/Amount.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../../components/fields.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { useReader } from '../../../../format/reader.tsx'
import { ASSET_NAME, assetChoices, WholesaleNav } from '../stock-words.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Reordering · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [{ items }, stock] = await Promise.all([
    api.get<Reordering>('/api/messaging/stock/reordering'),
    api.get<StockRules>('/api/messaging/stock/rules'),
  ])
  return { items, stock }
}

const whole = (form: FormData, name: string) => text(form, name).replace(/[\s.,’']/g, '')

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent !== 'set') {
      await api.delete(`/api/messaging/stock/reordering/${text(form, 'rule')}`)
      return { said: 'It has ended. What it ordered stays ordered.' }
    }
    await api.post('/api/messaging/stock/reordering', {
      provider: text(form, 'provider'),
      asset: text(form, 'asset'),
      leadDays: Number(text(form, 'leadDays')),
      safety: Number(whole(form, 'safety')),
      quantity: whole(form, 'quantity'),
      unitCost: text(form, 'unitCost').replace(',', '.'),
      taxRate: Math.round(Number(text(form, 'taxRate').replace(',', '.')) * 100),
      recoverable: form.get('recoverable') !== null,
      automatic: form.get('automatic') !== null,
    })
    return { said: 'It counts from now on.' }
  })
}

/** When more is bought by itself, and where each rule stands. */
export default function ReorderingPage() {
  const { items, stock } = useLoaderData<typeof loader>()
  const { budget, rules } = stock
  const { locale } = useReader()
  return (
    <>
      <PageHead
        title="Reordering"
        lead={
          <>
            More is bought when what is left and what is on order come down to a point: what is used
            in the time it takes to arrive, and some to be safe. Used is the mean of{' '}
            {rules.burnDays} days.
          </>
        }
      />
      <WholesaleNav />
      <div className="stack-wide">
        <Panel
          title="Rules"
          note={
            <>
              By itself at most <Amount value={budget.autoBudget} /> a month are bought, of which{' '}
              <Amount value={budget.automatic} /> are;{' '}
              <Link to="/operate/messaging/wholesale/rules">change it</Link>.
            </>
          }
        >
          <DataTable
            caption="Rules of reordering"
            rows={items}
            keyOf={({ id }) => id}
            empty={
              <EmptyState title="No rules yet">
                Without a rule nothing is ordered by itself; low stock is told all the same.
              </EmptyState>
            }
            columns={[
              {
                head: 'Whom from',
                title: true,
                cell: ({ provider, asset }) => `${provider.name}, ${ASSET_NAME[asset]}`,
              },
              { head: 'Left', numeric: true, cell: ({ stock: left }) => <Figure value={left} /> },
              {
                head: 'On order',
                numeric: true,
                cell: ({ onOrder }) => <Figure value={onOrder} />,
              },
              { head: 'Bought at', numeric: true, cell: ({ point }) => <Figure value={point} /> },
              {
                head: 'How it is reckoned',
                cell: ({ leadDays, safety }) =>
                  `${leadDays} days to wait, ${safety.toLocaleString(locale)} to be safe`,
              },
              {
                head: 'Orders',
                cell: ({ quantity, unitCost, automatic }) => (
                  <>
                    {Number(quantity).toLocaleString(locale)} at {unitCost}{' '}
                    {automatic && <Tag>by itself</Tag>}
                  </>
                ),
              },
              { head: 'Now', cell: (rule) => <Now rule={rule} /> },
              {
                head: 'End it',
                cell: ({ id, provider, asset }) => (
                  <DeedForm intent={`end ${id}`}>
                    <input type="hidden" name="rule" value={id} />
                    <DeedButton
                      variant="subtle"
                      size="compact-sm"
                      aria-label={`End the rule for ${ASSET_NAME[asset]} from ${provider.name}`}
                    >
                      End
                    </DeedButton>
                  </DeedForm>
                ),
              },
            ]}
          />
        </Panel>
        <SetRule stock={stock} />
      </div>
    </>
  )
}

function Now({ rule: { open, stock, onOrder, point } }: { rule: ReorderRule }) {
  if (open) return <Link to={`/operate/messaging/wholesale/orders/${open}`}>ordered</Link>
  const left = Number(stock.amount) + Number(onOrder.amount) - Number(point.amount)
  return left > 0 ? <Tag tone="good">enough</Tag> : <Tag tone="attention">due</Tag>
}

function SetRule({ stock: { providers, prices, rules } }: { stock: StockRules }) {
  const [asset, choose] = useState('SMS')
  const price = prices.find((one) => one.asset === asset)
  return (
    <Panel title="Set a rule" note="In the place of the rule for the same provider and kind.">
      <DeedForm intent="set" className="stack">
        <div className="row">
          <SelectField
            name="asset"
            label="Kind"
            value={asset}
            onChange={(event) => choose(event.currentTarget.value)}
            data={assetChoices}
          />
          <SelectField
            name="provider"
            label="Provider"
            data={providers
              .filter(({ assets }) => assets.some((one) => one === asset))
              .map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextField
            name="leadDays"
            label="Days until it arrives"
            inputMode="numeric"
            defaultValue="3"
            required
          />
          <TextField
            name="safety"
            label="Units to be safe"
            inputMode="numeric"
            defaultValue="0"
            required
          />
        </div>
        <div className="row" key={asset}>
          <TextField
            name="quantity"
            label="Units to order"
            inputMode="numeric"
            defaultValue={price?.lot}
            required
          />
          <TextField
            name="unitCost"
            label={`Each, ${rules.currency}`}
            inputMode="decimal"
            defaultValue={price?.unitCost}
            required
          />
          <TextField name="taxRate" label="Tax, %" inputMode="decimal" defaultValue="18" required />
        </div>
        <Checkbox name="recoverable" label="The tax is given back" defaultChecked />
        <Checkbox
          name="automatic"
          label="Approve it by itself, as far as the month’s budget for that lasts"
        />
        <div>
          <DeedButton>Set this rule</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="finance" />
