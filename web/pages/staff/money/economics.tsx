import { Alert } from '@mantine/core'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { PlanEconomics } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { Chart } from '../../../components/Chart.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'

export const meta = () => [{ title: 'What plans cost · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  return context.get(apiOf).get<PlanEconomics>('/api/plans/economics')
}

type Line = PlanEconomics['items'][number]

const nameOf = ({ plan, every }: Line) =>
  `${plan.name}, ${every === 'month' ? 'monthly' : 'yearly'}`

/** What each plan costs by how much of it is used, and where it begins to lose money. */
export default function Economics() {
  const { items, rate } = useLoaderData<typeof loader>()
  const losing = items.filter(({ losesAtFull }) => losesAtFull)
  const costing = items.filter(({ points }) => Number(points.at(-1)?.cost.amount) > 0)
  return (
    <>
      <PageHead
        title="What plans cost"
        lead={`A month of each plan, when educators earn ${rate} % of the list price. Card fees and taxes are left out.`}
      />
      {losing.length > 0 && (
        <Alert
          color="attention"
          variant="light"
          mb="lg"
          title={`Used to the full, ${losing.length} of ${items.length} prices lose money`}
        >
          They pay as long as people use less than the share below, on average over all who have the
          plan.
        </Alert>
      )}
      <div className="stack-wide">
        <Panel title="Where each begins to lose">
          <DataTable
            caption="Plans by the use at which cost reaches what comes in"
            rows={items}
            keyOf={nameOf}
            empty={<EmptyState title="No plans">Plans that cost something appear here.</EmptyState>}
            columns={[
              { head: 'Plan', title: true, cell: nameOf },
              { head: 'For', wideOnly: true, cell: ({ audience }) => `${audience}s` },
              {
                head: 'Comes in',
                numeric: true,
                cell: ({ revenue }) => <Amount value={revenue} />,
              },
              {
                head: 'Costs when all is used',
                numeric: true,
                cell: ({ points }) => <Amount value={points.at(-1)!.cost} />,
              },
              {
                head: 'Left at full use',
                numeric: true,
                cell: ({ points }) => <Amount value={points.at(-1)!.margin} />,
              },
              {
                head: 'Pays up to',
                cell: ({ breakEven }) =>
                  breakEven === null ? (
                    <Tag tone="good">any use</Tag>
                  ) : (
                    <Tag tone="attention">{Math.floor(breakEven)} % of use</Tag>
                  ),
              },
            ]}
          />
        </Panel>
        {costing.map((line) => (
          <Costs key={nameOf(line)} line={line} />
        ))}
      </div>
    </>
  )
}

function Costs({ line }: { line: Line }) {
  const { breakEven, revenue, points } = line
  const name = nameOf(line)
  return (
    <Chart
      title={
        breakEven === null
          ? `${name} pays at any use`
          : `${name} pays until ${Math.floor(breakEven)} % of it is used`
      }
      note="What a month costs by how much of credits and included sessions is used, and what comes in"
      kind="line"
      along="Used"
      asset={revenue.asset}
      points={points.map(({ use, cost, credits, included }) => ({
        x: `${use} %`,
        revenue: revenue.amount,
        cost: cost.amount,
        credits: credits.amount,
        included: included.amount,
      }))}
      series={[
        { name: 'revenue', label: 'Comes in', tone: 'good' },
        { name: 'cost', label: 'Costs', tone: 'warm' },
      ]}
    />
  )
}

export const ErrorBoundary = () => <PageError who="finance" />
