import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Entitlements, Plans } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { IconCheck, IconLock } from '../../../components/icons.ts'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { personOf } from '../../../visitor.ts'
import styles from './plan.module.css'
import { sideOf } from './subscribed.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  await personOf(context)
  const api = context.get(apiOf)
  const [mine, plans] = await Promise.all([
    api.get<Entitlements>('/api/entitlements'),
    api.get<Plans>('/api/plans'),
  ])
  const side = sideOf(request)
  const audienceOf = (code: string) => plans.items.find((plan) => plan.code === code)?.audience
  const names = Object.fromEntries(plans.items.map(({ code, name }) => [code, name]))
  const features = mine.features.filter(({ opensWith }) =>
    opensWith.some((code) => audienceOf(code) === side.audience),
  )
  const own = new Set(
    plans.items.filter(({ audience }) => audience === side.audience).map(({ code }) => code),
  )
  return {
    side,
    features: features.map((one) => ({
      ...one,
      opensWith: one.opensWith.filter((code) => own.has(code)),
    })),
    limits: mine.limits.filter(({ audience }) => audience === side.audience),
    names,
  }
}

export const meta = titled('What your plan opens')

export default function Opens() {
  const { side, features, limits, names } = useLoaderData<typeof loader>()
  const open = features.filter((one) => one.open).length
  return (
    <>
      <PageHead
        title={`${open} of ${features.length} are open to you`}
        lead="What is locked says which plan opens it."
        deeds={
          <Button component={Link} to={side.plans} variant="outline">
            Compare the plans
          </Button>
        }
      />
      <div className={styles.panels}>
        <Panel title="What you can do">
          <DataTable
            caption="Features, and what opens them"
            rows={[...features].sort((a, b) => Number(b.open) - Number(a.open))}
            keyOf={({ name }) => name}
            columns={[
              { head: 'Feature', title: true, cell: ({ says }) => says },
              {
                head: 'For you',
                cell: (feature) =>
                  feature.open ? (
                    <span className={styles.open}>
                      <IconCheck size={18} stroke={2} aria-hidden />
                      open
                    </span>
                  ) : (
                    <span className={styles.locked}>
                      <IconLock size={16} stroke={1.7} aria-hidden />
                      opens with {named(feature.opensWith, names)}
                    </span>
                  ),
              },
            ]}
          />
        </Panel>
        {limits.length > 0 && (
          <Panel title="How much of it">
            <DataTable
              caption="Limits, how much of them you use, and what allows more"
              rows={limits}
              keyOf={({ name }) => name}
              columns={[
                { head: 'What', title: true, cell: ({ says }) => says },
                {
                  head: 'Used',
                  numeric: true,
                  cell: ({ used, most }) => (used === null ? most : `${used} of ${most}`),
                },
                {
                  head: 'More with',
                  cell: ({ moreWith }) =>
                    moreWith.length > 0 ? named(moreWith, names) : 'the most',
                },
              ]}
            />
          </Panel>
        )}
      </div>
    </>
  )
}

const named = (codes: readonly string[], names: Record<string, string>) =>
  codes.map((code) => names[code] ?? code).join(' or ')
