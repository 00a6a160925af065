import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Answer, Page, Plan, Value } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { keepOnFailure } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag, type Tone } from '../../../components/Tag.tsx'
import { NewConversion, NewCreditPrice, NewPack, NewPlanPrice, NewRate } from './PriceForms.tsx'
import { priceDeed } from './price-deeds.ts'

export type Prices = Answer<'/api/prices'>

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Prices · Stoa' }]
export const action = (args: ActionFunctionArgs) => priceDeed(args)

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [prices, plans] = await Promise.all([
    api.get<Prices>('/api/prices'),
    api.get<Page<Plan>>('/api/plans'),
  ])
  return { prices, plans: plans.items.filter((plan) => plan.prices.length > 0) }
}

/** What credits, packs and plans cost in each currency, and what currencies are worth. */
export default function PricesPage() {
  const { prices, plans } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Prices"
        lead="What credits, packs and plans cost in each currency. A price holds from its moment until a later one; what was bought stays what it was."
      />
      <div className="stack-wide">
        <Panel title="One credit">
          <CreditPrices rows={prices.credits} />
          <NewCreditPrice />
        </Panel>
        <Panel
          title="Packs"
          note="So many credits at a price, and some on top that nothing is paid for: a lot of its own, which goes back first."
        >
          <Packs rows={prices.packs} />
          <NewPack />
        </Panel>
        <Panel
          title="Plans"
          note="A price is added and never changed: subscribers renew at theirs."
        >
          <PlanPrices plans={plans} />
          <NewPlanPrice
            plans={plans.map(({ code, name, audience }) => ({ code, name, audience }))}
          />
        </Panel>
        <Panel
          title="Rates"
          note="What was paid in another currency is earned at the latest rate of that day or before it."
        >
          <Rates rows={prices.rates} />
          <NewRate />
        </Panel>
        <Panel
          title="Conversions"
          note="Money that the provider changed into another currency. What came more or less than at the dated rate is FX in the books."
        >
          <Conversions rows={prices.conversions} />
          <NewConversion />
        </Panel>
      </div>
    </>
  )
}

const TONES: Record<'now' | 'coming' | 'over' | 'withdrawn', [Tone, string]> = {
  now: ['good', 'Now'],
  coming: ['accent', 'To come'],
  over: ['plain', 'Over'],
  withdrawn: ['plain', 'Withdrawn'],
}
const State = ({ state }: { state: keyof typeof TONES }) => (
  <Tag tone={TONES[state][0]}>{TONES[state][1]}</Tag>
)
const Several = ({ values }: { values: Value[] }) =>
  values.map((value, index) => (
    <span key={value.asset}>
      {index > 0 && ' · '}
      <Amount value={value} />
    </span>
  ))

function OneDeed({ intent, id, words }: { intent: string; id: string; words: string }) {
  return (
    <DeedForm intent={`${intent} ${id}`}>
      <input type="hidden" name="id" value={id} />
      <DeedButton variant="subtle" size="compact-sm">
        {words}
      </DeedButton>
    </DeedForm>
  )
}

function CreditPrices({ rows }: { rows: Prices['credits'] }) {
  return (
    <DataTable
      caption="Prices of a credit"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { head: 'Currency', title: true, cell: ({ currency }) => currency },
        {
          head: 'A credit',
          numeric: true,
          cell: ({ price }) => (price ? <Amount value={price} /> : 'not sold'),
        },
        { head: 'At least', numeric: true, cell: ({ least }) => <Amount value={least} /> },
        { head: 'At most', numeric: true, cell: ({ most }) => <Amount value={most} /> },
        { head: 'From', cell: ({ from }) => <Instant at={from} as="short-moment" /> },
        { head: 'State', cell: ({ state }) => <State state={state} /> },
        {
          head: 'What to do',
          cell: ({ id, state }) =>
            state === 'coming' && <OneDeed intent="withdraw" id={id} words="Take it back" />,
        },
      ]}
    />
  )
}

function Packs({ rows }: { rows: Prices['packs'] }) {
  return (
    <DataTable
      caption="Packs"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { head: 'Pack', title: true, cell: ({ name }) => name },
        { head: 'Credits', numeric: true, cell: ({ credits }) => <Amount value={credits} /> },
        { head: 'On top', numeric: true, cell: ({ bonus }) => <Amount value={bonus} /> },
        {
          head: 'Which last',
          cell: ({ bonusDays }) => (bonusDays ? `${bonusDays} days` : 'no end'),
        },
        { head: 'Price', numeric: true, cell: ({ prices }) => <Several values={prices} /> },
        { head: 'Sold', numeric: true, cell: ({ sold }) => sold },
        { head: 'State', cell: ({ state }) => <State state={state} /> },
        {
          head: 'What to do',
          cell: ({ id, until }) => !until && <OneDeed intent="end" id={id} words="Take off sale" />,
        },
      ]}
      empty={
        <EmptyState title="No packs yet">
          The first one shows on the page where credits are bought.
        </EmptyState>
      }
    />
  )
}

function PlanPrices({ plans }: { plans: Plan[] }) {
  const prices = (plan: Plan, every: 'month' | 'year') =>
    plan.prices.filter((one) => one.every === every).map(({ price }) => price)
  return (
    <DataTable
      caption="Prices of plans"
      rows={plans}
      keyOf={({ id }) => id}
      columns={[
        { head: 'Plan', title: true, cell: ({ name, audience }) => `${name}, ${audience}s` },
        {
          head: 'A month',
          numeric: true,
          cell: (plan) => <Several values={prices(plan, 'month')} />,
        },
        {
          head: 'A year',
          numeric: true,
          cell: (plan) => <Several values={prices(plan, 'year')} />,
        },
      ]}
    />
  )
}

function Rates({ rows }: { rows: Prices['rates'] }) {
  return (
    <DataTable
      caption="Rates"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { head: 'Currencies', title: true, cell: ({ base, quote }) => `1 ${base} in ${quote}` },
        {
          head: 'Rate',
          numeric: true,
          cell: ({ rate }) => <span className="figures">{rate}</span>,
        },
        { head: 'Of', cell: ({ day }) => <Instant at={`${day}T12:00:00Z`} as="short-day" /> },
        { head: 'Said by', cell: ({ source }) => source },
        { head: 'Written', cell: ({ madeAt }) => <Instant at={madeAt} as="short-moment" /> },
      ]}
      empty={
        <EmptyState title="No rates yet">
          Before credits are sold in a currency, its worth must be known.
        </EmptyState>
      }
    />
  )
}

function Conversions({ rows }: { rows: Prices['conversions'] }) {
  return (
    <DataTable
      caption="Conversions"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { head: 'Number', title: true, cell: ({ ref }) => <code>{ref}</code> },
        { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
        { head: 'Gave', numeric: true, cell: ({ given }) => <Amount value={given} /> },
        { head: 'Got', numeric: true, cell: ({ got }) => <Amount value={got} /> },
        { head: 'At the rate', numeric: true, cell: ({ valued }) => <Amount value={valued} /> },
        {
          head: 'FX',
          numeric: true,
          cell: ({ difference }) => <Amount value={difference} signed />,
        },
      ]}
      empty={<p className="soft">None so far.</p>}
    />
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
