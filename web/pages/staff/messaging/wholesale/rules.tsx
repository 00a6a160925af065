import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { StockRules } from '../../../../api/stock.ts'
import { Amount } from '../../../../components/Amount.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../../components/deeds.ts'
import { DeedButton, TextField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { PageError } from '../../../../components/states.tsx'
import { useReader } from '../../../../format/reader.tsx'
import { place } from '../../../../format/time.ts'
import { ASSET_NAME, WholesaleNav } from '../stock-words.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Rules of wholesale · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  return context.get(apiOf).get<StockRules>('/api/messaging/stock/rules')
}

const hundredths = (form: FormData, name: string) =>
  Math.round(Number(text(form, name).replace(',', '.')) * 100)

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const number = (name: string) => Number(text(form, name))
  return attempt(intent, async () => {
    if (intent.startsWith('price')) {
      await api.put(`/api/messaging/stock/prices/${text(form, 'asset')}`, {
        unitCost: text(form, 'unitCost').replace(',', '.'),
        lot: text(form, 'lot').replace(/[\s.,’']/g, ''),
      })
      return { said: 'New orders begin with it.' }
    }
    const money = (name: string) => ({
      amount: text(form, name).replace(',', '.'),
      asset: text(form, 'currency'),
    })
    await api.put('/api/messaging/stock/rules', {
      oversellRate: hundredths(form, 'oversell'),
      aloneUpTo: money('aloneUpTo'),
      monthBudget: money('monthBudget'),
      autoBudget: money('autoBudget'),
      burnDays: number('burnDays'),
      lowDays: number('lowDays'),
      driftRate: hundredths(form, 'drift'),
      driftUnits: number('driftUnits'),
      pollMinutes: number('pollMinutes'),
    })
    return { said: 'They count from now on.' }
  })
}

/** How much may be sold, who approves what, and when something is told. By version. */
export default function RulesPage() {
  const { rules, before, prices, budget } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const percent = (basisPoints: number) => `${(basisPoints / 100).toLocaleString(locale)} %`
  return (
    <>
      <PageHead
        title="Rules of wholesale"
        lead={`How much may be sold, who approves what, and when something is told. Months and days are those of ${place(rules.zone)}.`}
      />
      <WholesaleNav />
      <div className="stack-wide">
        <Panel
          title="Rules"
          note={
            <>
              This month <Amount value={budget.approved} /> of <Amount value={budget.budget} /> are
              approved. Orders that were submitted keep the limit of their day.
            </>
          }
        >
          <DeedForm intent="rules" className="stack" key={rules.version}>
            <input type="hidden" name="currency" value={rules.currency} />
            <div className="row">
              <TextField
                name="oversell"
                label="Sold and unspent, % of stock"
                inputMode="decimal"
                defaultValue={rules.oversellRate / 100}
                required
              />
              <TextField
                name="aloneUpTo"
                label={`One person alone up to, ${rules.currency}`}
                inputMode="decimal"
                defaultValue={rules.aloneUpTo.amount}
                required
              />
              <TextField
                name="monthBudget"
                label={`Budget of a month, ${rules.currency}`}
                inputMode="decimal"
                defaultValue={rules.monthBudget.amount}
                required
              />
              <TextField
                name="autoBudget"
                label={`Of it by itself, ${rules.currency}`}
                inputMode="decimal"
                defaultValue={rules.autoBudget.amount}
                required
              />
            </div>
            <div className="row">
              <TextField
                name="burnDays"
                label="Use is averaged over, days"
                inputMode="numeric"
                defaultValue={rules.burnDays}
                required
              />
              <TextField
                name="lowDays"
                label="Low when it lasts less, days"
                inputMode="numeric"
                defaultValue={rules.lowDays}
                required
              />
              <TextField
                name="drift"
                label="Balances may differ by, %"
                inputMode="decimal"
                defaultValue={rules.driftRate / 100}
                required
              />
              <TextField
                name="driftUnits"
                label="and always by, units"
                inputMode="numeric"
                defaultValue={rules.driftUnits}
                required
              />
              <TextField
                name="pollMinutes"
                label="Ask providers every, minutes"
                inputMode="numeric"
                defaultValue={rules.pollMinutes}
                required
              />
            </div>
            <div>
              <DeedButton>Set these rules</DeedButton>
            </div>
          </DeedForm>
        </Panel>
        <Panel
          title="What orders begin with"
          note="The usual wholesale price of a unit and the size of a bulk lot."
        >
          <div className="stack">
            {prices.map(({ asset, unitCost, lot, currency }) => (
              <DeedForm
                intent={`price ${asset}`}
                className="row"
                key={`${asset} ${unitCost} ${lot}`}
              >
                <input type="hidden" name="asset" value={asset} />
                <TextField
                  name="unitCost"
                  label={`${ASSET_NAME[asset]}, each, ${currency}`}
                  inputMode="decimal"
                  defaultValue={unitCost}
                  required
                />
                <TextField
                  name="lot"
                  label={`${ASSET_NAME[asset]}, in a bulk lot`}
                  inputMode="numeric"
                  defaultValue={lot}
                  required
                />
                <DeedButton variant="outline" aria-label={`Keep the price of ${ASSET_NAME[asset]}`}>
                  Keep
                </DeedButton>
              </DeedForm>
            ))}
          </div>
        </Panel>
        <Panel title="Versions">
          <DataTable
            caption="Versions of the rules"
            rows={[rules, ...before]}
            keyOf={({ version }) => String(version)}
            columns={[
              { head: 'Version', title: true, cell: ({ version }) => version },
              { head: 'From', cell: ({ setAt }) => <Instant at={setAt} as="short-moment" /> },
              { head: 'By', cell: ({ setBy }) => (setBy === 'stoa' ? 'as Stoa comes' : setBy) },
              { head: 'Sold at most', numeric: true, cell: (one) => percent(one.oversellRate) },
              { head: 'Alone', numeric: true, cell: (one) => <Amount value={one.aloneUpTo} /> },
              { head: 'A month', numeric: true, cell: (one) => <Amount value={one.monthBudget} /> },
              {
                head: 'By itself',
                numeric: true,
                cell: (one) => <Amount value={one.autoBudget} />,
              },
              { head: 'May differ', numeric: true, cell: (one) => percent(one.driftRate) },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="finance" />
