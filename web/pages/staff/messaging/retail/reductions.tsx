import { Checkbox } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { RetailBundle, RetailCatalogue, RetailPromotion } from '../../../../api/retail.ts'
import type { Page } from '../../../../api/types.ts'
import { type Column, DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { keepOnFailure } from '../../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { Tag, type Tone } from '../../../../components/Tag.tsx'
import { RetailNav } from './RetailNav.tsx'
import styles from './retail.module.css'
import { retailDeed } from './retail-deeds.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Promotions and bundles · Stoa' }]
export const action = (args: ActionFunctionArgs) => retailDeed(args)

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [catalogue, promotions, bundles] = await Promise.all([
    api.get<RetailCatalogue>('/api/message-retail/offers'),
    api.get<Page<RetailPromotion>>('/api/message-retail/promotions'),
    api.get<Page<RetailBundle>>('/api/message-retail/bundles'),
  ])
  const offers = catalogue.items
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ id, versions }) => ({ value: id, label: versions[0]!.name }))
  return { offers, promotions: promotions.items, bundles: bundles.items }
}

/** What takes something off an offer: promotions for a while, and bundles. */
export default function ReductionsPage() {
  const { offers, promotions, bundles } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Promotions and bundles"
        lead="An offer has one promotion at a time; with a volume tier the better of the two counts. What a bundle gives is bought once by each organization."
      />
      <RetailNav />
      <div className="stack-wide">
        <Panel title="Promotions">
          <DataTable
            caption="Promotions"
            rows={promotions}
            keyOf={({ id }) => id}
            columns={[
              { head: 'Promotion', title: true, cell: ({ name }) => name },
              { head: 'Of', cell: ({ offer }) => offer.name },
              ...lasting<RetailPromotion>('promotions'),
            ]}
            empty={
              <EmptyState title="No promotion yet">
                It takes so much off one offer between two days.
              </EmptyState>
            }
          />
          <DeedForm intent="promotion" className="stack">
            <h3 className={styles.section}>A new promotion</h3>
            <div className={styles.fields}>
              <SelectField name="offer" label="Of" data={offers} />
              <Lasting />
            </div>
            <LossLeader />
            <div>
              <DeedButton>Set the promotion</DeedButton>
            </div>
          </DeedForm>
        </Panel>
        <Panel title="Bundles">
          <DataTable
            caption="Bundles"
            rows={bundles}
            keyOf={({ id }) => id}
            columns={[
              { head: 'Bundle', title: true, cell: ({ name }) => name },
              {
                head: 'Whoever buys',
                cell: ({ needs, needsQuantity, withinDays }) =>
                  `${needsQuantity} × ${needs.name} within ${withinDays} days`,
              },
              { head: 'Has', cell: ({ gives }) => `one ${gives.name}` },
              ...lasting<RetailBundle>('bundles'),
            ]}
            empty={
              <EmptyState title="No bundle yet">
                Whoever buys three of one thing may have one of another for less, once.
              </EmptyState>
            }
          />
          <DeedForm intent="bundle" className="stack">
            <h3 className={styles.section}>A new bundle</h3>
            <div className={styles.fields}>
              <TextField
                name="needsQuantity"
                label="Whoever buys so many"
                inputMode="numeric"
                defaultValue="3"
                required
              />
              <SelectField name="needs" label="of" data={offers} />
              <TextField
                name="withinDays"
                label="within so many days"
                inputMode="numeric"
                defaultValue="90"
                required
              />
              <SelectField name="gives" label="may have one of" data={offers} />
              <Lasting />
            </div>
            <LossLeader />
            <div>
              <DeedButton>Set the bundle</DeedButton>
            </div>
          </DeedForm>
        </Panel>
      </div>
    </>
  )
}

const STATES: Record<'now' | 'coming' | 'over', [Tone, string]> = {
  now: ['good', 'Now'],
  coming: ['accent', 'To come'],
  over: ['plain', 'Over'],
}

type Running = RetailPromotion | RetailBundle

/** What promotions and bundles have in common, as columns. */
const lasting = <Row extends Running>(what: 'promotions' | 'bundles'): Column<Row>[] => [
  { head: 'Off', numeric: true, cell: ({ offRate }) => `${offRate / 100} %` },
  { head: 'From', cell: ({ from }) => <Instant at={from} as="short-moment" /> },
  { head: 'Until', cell: ({ until }) => <Instant at={until} as="short-moment" /> },
  {
    head: 'Sold',
    numeric: true,
    cell: ({ sold, salesCap }) => (salesCap === null ? sold : `${sold} of ${salesCap}`),
  },
  {
    head: 'State',
    cell: ({ state }) => <Tag tone={STATES[state][0]}>{STATES[state][1]}</Tag>,
  },
  {
    head: 'What to do',
    cell: ({ id, state }) =>
      state !== 'over' && (
        <DeedForm intent={`end ${id}`}>
          <input type="hidden" name="what" value={what} />
          <input type="hidden" name="id" value={id} />
          <DeedButton variant="subtle" size="compact-sm">
            End it
          </DeedButton>
        </DeedForm>
      ),
  },
]

const Lasting = () => (
  <>
    <TextField name="off" label="Takes off, %" inputMode="decimal" required />
    <TextField name="name" label="Name" placeholder="Exam season" required maxLength={80} />
    <TextField name="from" label="From" type="date" description="Now, if left empty" />
    <TextField name="until" label="Until the end of" type="date" required />
    <TextField
      name="salesCap"
      label="Sold at most so many times"
      description="No limit, if left empty"
      inputMode="numeric"
    />
  </>
)

const LossLeader = () => (
  <Checkbox name="lossLeader" label="It may go below cost; then the limit above is needed" />
)

export const ErrorBoundary = () => <PageError who="administrators and finance" />
