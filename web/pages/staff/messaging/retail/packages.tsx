import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { RetailCatalogue, SalesReport } from '../../../../api/retail.ts'
import type { Me } from '../../../../api/types.ts'
import { Amount, Figure } from '../../../../components/Amount.tsx'
import { Chart } from '../../../../components/Chart.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { ChoiceFilter, FilterForm } from '../../../../components/Filters.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { StatFigures } from '../../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { percent } from '../../../../format/money.ts'
import { days } from '../../../../format/periods.ts'
import { useReader } from '../../../../format/reader.tsx'
import { sum } from '../../../../format/sums.ts'
import { packagePath } from './LadderWarning.tsx'
import { Holds } from './OfferTable.tsx'
import { RetailNav } from './RetailNav.tsx'
import styles from './retail.module.css'

export const meta = () => [{ title: 'Packages · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const { person } = await api.get<Me>('/api/me')
  const zone = person?.zone ?? 'UTC'
  const asked = {
    ...days(search, zone),
    kind: search.get('kind'),
    offer: search.get('offer'),
    organization: search.get('organization'),
  }
  const [report, catalogue] = await Promise.all([
    api.get<SalesReport>('/api/message-retail/sales', { ...asked, zone }),
    api.get<RetailCatalogue>('/api/message-retail/offers'),
  ])
  const kept = Object.entries(asked).filter((one): one is [string, string] => Boolean(one[1]))
  return {
    report,
    catalogue,
    file: `/api/message-retail/sales/export?${new URLSearchParams(kept)}`,
  }
}

const KINDS = [
  { value: '', label: 'All' },
  { value: 'package', label: 'Packages' },
  { value: 'topup', label: 'Top-ups' },
  { value: 'custom', label: 'Made for one' },
  { value: 'bundle', label: 'By a bundle' },
]
export const KIND_NAMES = {
  package: 'Package',
  topup: 'Top-up',
  custom: 'Made for one',
  bundle: 'By a bundle',
} as const

/** What is on sale and how it does: sold, planned and real cost, what is unspent, who buys. */
export default function PackagesPage() {
  const { report, catalogue, file } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Packages"
        lead="What is on sale, and what each package brought: planned by the costs of its day, and so far as the books say."
        deeds={
          <>
            <Button component="a" href={file} variant="outline">
              Sales as CSV
            </Button>
            <Button component={Link} to="/operate/messaging/packages/new">
              New package
            </Button>
          </>
        }
      />
      <RetailNav />
      <div className="stack-wide">
        <Filters catalogue={catalogue} report={report} />
        <Stats report={report} />
        {report.days.length > 0 && <Revenue report={report} />}
        <Panel
          title="How each does"
          note="Planned profit takes off cost and the fee of the payment. So far: what was earned by messages and by credits that ran out, less what delivering cost."
        >
          <Sold report={report} />
        </Panel>
        {report.buyers.length > 0 && (
          <Panel title="Who buys">
            <DataTable
              caption="Organizations that buy"
              rows={report.buyers.slice(0, 20)}
              keyOf={({ organization: { id } }) => id}
              columns={[
                {
                  head: 'Organization',
                  title: true,
                  cell: ({ organization }) => organization.name,
                },
                { head: 'Bought', numeric: true, cell: ({ sold }) => sold },
                { head: 'Paid', numeric: true, cell: ({ revenue }) => <Amount value={revenue} /> },
              ]}
            />
          </Panel>
        )}
        <Panel title="On sale, and what was" note="What each holds: SMS / WhatsApp / e-mail.">
          <Catalogue catalogue={catalogue} />
        </Panel>
      </div>
    </>
  )
}

function Filters({ catalogue, report }: { catalogue: RetailCatalogue; report: SalesReport }) {
  const [search] = useSearchParams()
  const value = (name: string) => search.get(name) ?? ''
  const select = (
    name: string,
    label: string,
    all: string,
    data: { value: string; label: string }[],
  ) => (
    <NativeSelect
      key={`${name}${value(name)}`}
      name={name}
      label={label}
      defaultValue={value(name)}
      data={[{ value: '', label: all }, ...data]}
    />
  )
  return (
    <div className="stack">
      <ChoiceFilter name="kind" label="Kind" choices={KINDS} />
      <FilterForm label="Sales" keep={['kind']}>
        <TextInput type="date" name="from" label="From" defaultValue={value('from')} />
        <TextInput type="date" name="to" label="To" defaultValue={value('to')} />
        {select(
          'offer',
          'Package',
          'All',
          catalogue.items.map(({ id, versions }) => ({ value: id, label: versions[0]!.name })),
        )}
        {select(
          'organization',
          'Organization',
          'All',
          report.buyers.map(({ organization: { id, name } }) => ({ value: id, label: name })),
        )}
        <Button type="submit" variant="outline">
          Show
        </Button>
      </FilterForm>
    </div>
  )
}

function Stats({ report: { all } }: { report: SalesReport }) {
  const { locale } = useReader()
  const share = (thousandths: number | null) =>
    thousandths === null
      ? 'nothing sold'
      : `${percent(thousandths / 1000, locale, 1)} of the price without tax`
  return (
    <StatFigures
      label="Sales"
      stats={[
        { label: 'Sold', figure: all.sold, note: 'packages, in half a year unless chosen' },
        {
          label: 'Paid',
          figure: <Amount value={all.revenue} />,
          note: (
            <>
              tax <Amount value={all.tax} />
            </>
          ),
        },
        {
          label: 'Planned profit',
          figure: <Amount value={all.plannedProfit} />,
          note: share(all.plannedMargin),
          ...(all.plannedProfit.amount.startsWith('-') ? { tone: 'bad' as const } : {}),
        },
        {
          label: 'Owed to buyers',
          figure: <Amount value={all.owed} />,
          note: 'paid, and not yet sent',
        },
      ]}
    />
  )
}

/** Revenue by day, or by month where there are many days. */
function Revenue({ report }: { report: SalesReport }) {
  const { locale } = useReader()
  const byMonth = new Set(report.days.map(({ day }) => day)).size > 45
  const groups = Map.groupBy(report.days, ({ day }) => (byMonth ? day.slice(0, 7) : day))
  const best = report.offers[0]
  const total = Number(report.all.revenue.amount)
  const share = best && total > 0 ? Number(best.revenue.amount) / total : 0
  return (
    <Chart
      title={best ? `${best.offer.name} brings ${percent(share, locale)} of what is paid` : 'Paid'}
      note={byMonth ? 'Paid by month' : 'Paid by day'}
      kind="bar"
      along={byMonth ? 'Month' : 'Day'}
      asset={report.currency}
      series={[{ name: 'revenue', label: 'Paid' }]}
      points={[...groups].map(([x, rows]) => ({
        x,
        revenue: sum(
          rows.map((row) => row.revenue),
          report.currency,
        ).amount,
      }))}
    />
  )
}

type SoldRow = SalesReport['offers'][number]

function Sold({ report }: { report: SalesReport }) {
  const { locale } = useReader()
  const share = (thousandths: number | null) =>
    thousandths === null ? '' : percent(thousandths / 1000, locale, 1)
  const profit = (value: SoldRow['profit'], thousandths: number | null) => (
    <>
      <span className={value.amount.startsWith('-') ? styles.loss : undefined}>
        <Figure value={value} />
      </span>
      <span className={styles.under}>{share(thousandths)}</span>
    </>
  )
  const units = (row: SoldRow, of: 'left' | 'expired') =>
    row.units.map((one) => new Intl.NumberFormat(locale).format(Number(one[of].amount))).join(' / ')
  return (
    <DataTable
      caption={`How packages do, in ${report.currency}`}
      rows={report.offers}
      keyOf={({ offer, kind }) => `${offer.id} ${kind}`}
      columns={[
        {
          head: 'Package',
          title: true,
          cell: ({ offer, kind }) => (
            <>
              <Link to={packagePath(offer.id)}>{offer.name}</Link>
              <span className={styles.under}>{KIND_NAMES[kind]}</span>
            </>
          ),
        },
        { head: 'Sold', numeric: true, cell: ({ sold }) => sold },
        { head: 'Buyers', numeric: true, cell: ({ buyers }) => buyers },
        { head: 'Paid', numeric: true, cell: ({ revenue }) => <Figure value={revenue} /> },
        { head: 'Net', numeric: true, wideOnly: true, cell: ({ net }) => <Figure value={net} /> },
        { head: 'Planned cost', numeric: true, cell: ({ planned }) => <Figure value={planned} /> },
        {
          head: 'Planned profit',
          numeric: true,
          cell: (row) => profit(row.plannedProfit, row.plannedMargin),
        },
        { head: 'Cost so far', numeric: true, cell: ({ cost }) => <Figure value={cost} /> },
        { head: 'Profit so far', numeric: true, cell: (row) => profit(row.profit, row.margin) },
        {
          head: 'Unspent',
          numeric: true,
          cell: (row) => <span className="nowrap">{units(row, 'left')}</span>,
        },
        {
          head: 'Run out',
          numeric: true,
          wideOnly: true,
          cell: (row) => <span className="nowrap">{units(row, 'expired')}</span>,
        },
      ]}
      empty={
        <EmptyState title="Nothing was sold in this time">
          As soon as an organization pays for a package it stands here. Unspent and run out are SMS
          / WhatsApp / e-mail.
        </EmptyState>
      }
    />
  )
}

function Catalogue({ catalogue }: { catalogue: RetailCatalogue }) {
  const rows = catalogue.items.map((item) => ({
    ...item,
    now: item.versions.find(({ state }) => state === 'now') ?? item.versions[0]!,
  }))
  return (
    <DataTable
      caption="Catalogue"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Offer',
          title: true,
          cell: ({ id, now, organization }) => (
            <>
              <Link to={packagePath(id)}>{now.name}</Link>
              <span className={styles.under}>
                <Holds {...now} />
              </span>
              {organization && <span className={styles.under}>for {organization.name}</span>}
            </>
          ),
        },
        { head: 'Kind', cell: ({ kind }) => KIND_NAMES[kind] },
        { head: 'Price', numeric: true, cell: ({ now }) => <Amount value={now.price} /> },
        { head: 'Valid', numeric: true, cell: ({ now }) => `${now.validDays} days` },
        {
          head: 'Suits',
          cell: ({ now: { suits } }) =>
            suits.from === null
              ? ''
              : suits.to === null
                ? `${suits.from}+ members`
                : `${suits.from}–${suits.to} members`,
        },
        {
          head: 'State',
          cell: ({ withdrawn, now }) =>
            withdrawn ? (
              <Tag>Withdrawn</Tag>
            ) : now.state === 'coming' ? (
              <Tag tone="accent">To come</Tag>
            ) : now.salesCap !== null ? (
              <Tag tone={now.sold >= now.salesCap ? 'bad' : 'attention'}>
                {`${now.sold} of ${now.salesCap} sold`}
              </Tag>
            ) : (
              <Tag tone="good">On sale</Tag>
            ),
        },
      ]}
    />
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
