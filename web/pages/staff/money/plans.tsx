import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Page, Plan } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { isZero } from '../../../format/money.ts'
import { capital } from '../../../format/words.ts'

export const meta = () => [{ title: 'Plans · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  return context.get(apiOf).get<Page<Plan>>('/api/plans')
}

const AUDIENCES: Record<string, string> = {
  learner: 'For learners',
  educator: 'For educators',
  organization: 'For organizations',
}

/** The plans on offer, as people see them. */
export default function Plans() {
  const { items } = useLoaderData<typeof loader>()
  const audiences = [...new Set(items.map((plan) => plan.audience))]
  return (
    <>
      <PageHead
        title="Plans"
        lead="What is on offer now. Open one to see who has which version, and to sell it on other terms."
        deeds={
          <Button component={Link} to="/operate/plans/economics" variant="outline">
            See what they cost
          </Button>
        }
      />
      <div className="stack-wide">
        {audiences.map((audience) => (
          <Panel key={audience} title={AUDIENCES[audience] ?? capital(audience)}>
            <DataTable
              caption={`Plans, ${audience}`}
              rows={items.filter((plan) => plan.audience === audience)}
              keyOf={(plan) => plan.id}
              columns={[
                {
                  head: 'Plan',
                  title: true,
                  cell: (plan) => <Link to={`/operate/plans/${plan.code}`}>{plan.name}</Link>,
                },
                {
                  head: 'A month',
                  numeric: true,
                  cell: (plan) => (isZero(plan.monthly) ? 'Free' : <Amount value={plan.monthly} />),
                },
                {
                  head: 'A year',
                  numeric: true,
                  cell: (plan) => plan.yearly && <Amount value={plan.yearly} />,
                },
                {
                  head: 'Credits a month',
                  numeric: true,
                  cell: (plan) => !isZero(plan.credits) && <Amount value={plan.credits} />,
                },
                { head: 'Included', cell: (plan) => included(plan) },
              ]}
            />
          </Panel>
        ))}
        {items.length === 0 && (
          <EmptyState title="No plans">What people can subscribe to appears here.</EmptyState>
        )}
      </div>
    </>
  )
}

function included(plan: Plan): string {
  if (plan.unlimited) return 'Classes and conversations, within fair use'
  const { includedClasses: classes, includedConversations: conversations } = plan
  return [
    classes ? `${classes} ${classes === 1 ? 'class' : 'classes'}` : '',
    conversations
      ? `${conversations} ${conversations === 1 ? 'conversation' : 'conversations'}`
      : '',
  ]
    .filter(Boolean)
    .join(' and ')
}

export const ErrorBoundary = () => <PageError />
