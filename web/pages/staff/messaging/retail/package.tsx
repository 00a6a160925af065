import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { CatalogueItem, RetailCatalogue, SalesReport } from '../../../../api/retail.ts'
import { Amount } from '../../../../components/Amount.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { keepOnFailure } from '../../../../components/deeds.ts'
import { FactList } from '../../../../components/FactList.tsx'
import { DeedButton, TextField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { PageError } from '../../../../components/states.tsx'
import { Tag, type Tone } from '../../../../components/Tag.tsx'
import { percent } from '../../../../format/money.ts'
import { useReader } from '../../../../format/reader.tsx'
import { OfferForm } from './OfferForm.tsx'
import { Holds } from './OfferTable.tsx'
import { KIND_NAMES } from './packages.tsx'
import { RetailNav } from './RetailNav.tsx'
import { retailDeed } from './retail-deeds.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Package · Stoa' }]
export const action = (args: ActionFunctionArgs) => retailDeed(args)

export async function loader({ context, params: { id } }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [item, catalogue, report] = await Promise.all([
    api.get<CatalogueItem>(`/api/message-retail/offers/${id}`),
    api.get<RetailCatalogue>('/api/message-retail/offers'),
    api.get<SalesReport>('/api/message-retail/sales', { offer: id }),
  ])
  return { item, catalogue, all: report.all }
}

/** One offer: what it is now, what it was, how it sells, and how it changes. */
export default function PackagePage() {
  const { item, catalogue, all } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const now = item.versions.find(({ state }) => state === 'now') ?? item.versions[0]!
  const share = (thousandths: number) => percent(thousandths / 1000, locale, 1)
  return (
    <>
      <PageHead
        title={now.name}
        tags={
          <>
            <Tag tone="accent">{KIND_NAMES[item.kind]}</Tag>
            {item.withdrawn && <Tag>Withdrawn</Tag>}
            {now.lossLeader && <Tag tone="attention">Loss leader</Tag>}
          </>
        }
        lead={
          item.withdrawn
            ? `Off sale: ${item.withdrawn.why}`
            : item.organization
              ? `Made for ${item.organization.name}, which alone may buy it.`
              : 'On sale for every organization.'
        }
      />
      <RetailNav />
      <div className="stack-wide">
        <Panel title="What it is">
          <FactList
            facts={[
              ['Price', <Amount key="price" value={now.price} />],
              ['SMS / WhatsApp / e-mail', <Holds key="holds" {...now} />],
              ['At unit prices', <Amount key="worth" value={now.reckoned.worth} />],
              [
                'Profit',
                <>
                  <Amount value={now.reckoned.profit} />, margin {share(now.reckoned.margin)}
                </>,
              ],
              [
                'With tax and fee',
                <>
                  <Amount value={now.reckoned.profitAfter} />, {share(now.reckoned.marginAfter)}
                </>,
              ],
              ['Valid', `${now.validDays} days`],
              now.plannedList && [
                'Planned list price',
                <>
                  <Amount value={now.plannedList} />, shown to nobody
                </>,
              ],
              now.salesCap !== null && ['Sold, of at most', `${now.sold} of ${now.salesCap}`],
              ['Sold in half a year', `${all.sold}`],
              ['Paid in half a year', <Amount key="paid" value={all.revenue} />],
              ['Profit so far', <Amount key="profit" value={all.profit} />],
            ]}
          />
        </Panel>
        {!item.withdrawn && (
          <Panel
            title="Sell it on other terms"
            note="Its next version. What was sold stays what it was."
          >
            <OfferForm
              key={now.id}
              intent="revise"
              button="Set the new version"
              catalogue={catalogue}
              id={item.id}
              version={now}
            />
          </Panel>
        )}
        <Panel title="Every version">
          <Versions rows={item.versions} />
        </Panel>
        {!item.withdrawn && (
          <Panel title="Take it off sale" note="For good. What was bought stays in the wallets.">
            <DeedForm intent="withdraw" className="stack">
              <input type="hidden" name="id" value={item.id} />
              <TextField name="why" label="Why" required minLength={3} maxLength={500} />
              <div>
                <DeedButton variant="outline" color="bad">
                  Take it off sale
                </DeedButton>
              </div>
            </DeedForm>
          </Panel>
        )}
      </div>
    </>
  )
}

const STATES: Record<'now' | 'coming' | 'over', [Tone, string]> = {
  now: ['good', 'Now'],
  coming: ['accent', 'To come'],
  over: ['plain', 'Over'],
}

function Versions({ rows }: { rows: CatalogueItem['versions'] }) {
  return (
    <DataTable
      caption="Versions"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { head: 'Version', title: true, cell: ({ number, name }) => `${number}: ${name}` },
        { head: 'From', cell: ({ from }) => <Instant at={from} as="short-moment" /> },
        { head: 'Price', numeric: true, cell: ({ price }) => <Amount value={price} /> },
        {
          head: 'SMS / WhatsApp / e-mail',
          numeric: true,
          wideOnly: true,
          cell: (version) => <Holds {...version} />,
        },
        {
          head: 'Cost as it was set',
          numeric: true,
          cell: ({ plannedCost }) => <Amount value={plannedCost} />,
        },
        { head: 'Sold', numeric: true, cell: ({ sold }) => sold },
        {
          head: 'State',
          cell: ({ state }) => <Tag tone={STATES[state][0]}>{STATES[state][1]}</Tag>,
        },
      ]}
    />
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
