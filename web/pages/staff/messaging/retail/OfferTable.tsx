import { Link } from 'react-router'
import type { CatalogueItem } from '../../../../api/retail.ts'
import { Figure } from '../../../../components/Amount.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { percent } from '../../../../format/money.ts'
import { useReader } from '../../../../format/reader.tsx'
import {
  finerMoneyOf,
  moneyOf,
  type Part,
  type ReckonedWith,
  reckon,
  shareOf,
  unitsFrom,
} from '../../../../format/retail.ts'
import { packagePath } from './LadderWarning.tsx'
import styles from './retail.module.css'

type Version = CatalogueItem['versions'][number]

export const partsOf = ({ sms, whatsapp, email }: Pick<Version, 'sms' | 'whatsapp' | 'email'>) =>
  [
    { asset: 'SMS', quantity: BigInt(sms) },
    { asset: 'WHATSAPP', quantity: BigInt(whatsapp) },
    { asset: 'EMAIL', quantity: BigInt(email) },
  ] satisfies Part[]

/** `15,000 / 7,500 / 30,000`: SMS, WhatsApp, e-mail. */
export function Holds({ sms, whatsapp, email }: Pick<Version, 'sms' | 'whatsapp' | 'email'>) {
  const { locale } = useReader()
  const figure = new Intl.NumberFormat(locale)
  return (
    <span className="figures nowrap" suppressHydrationWarning>
      {[sms, whatsapp, email].map((units) => figure.format(units)).join(' / ')}
    </span>
  )
}

/** `24.8 % off`, or `15.3 % dearer`: a price beside the value at unit prices. */
export const offUnitPrices = (discount: { over: bigint; under: bigint }, locale: string) =>
  discount.over >= 0n
    ? `${percent(shareOf(discount), locale, 1)} off`
    : `${percent(-shareOf(discount), locale, 1)} dearer`

/** Everything on sale, reckoned with what is typed. */
export function OfferTable({
  items,
  by,
  currency,
}: {
  items: CatalogueItem[]
  by: ReckonedWith
  currency: string
}) {
  const { locale } = useReader()
  const rows = items.flatMap(({ id, withdrawn, organization, versions }) => {
    const now = versions.find(({ state }) => state === 'now')
    if (withdrawn || !now) return []
    const price = unitsFrom(now.price.amount, by.scale)!
    return [{ id, organization, now, reckoned: reckon(price, partsOf(now), by) }]
  })
  const share = (exact: { over: bigint; under: bigint } | undefined) => (
    <span className="nowrap">{exact ? percent(shareOf(exact), locale, 1) : '…'}</span>
  )
  type Row = (typeof rows)[number]
  const loses = ({ reckoned }: Row) => reckoned.profit.over < 0n
  return (
    <DataTable
      caption="What is on sale, with its margins"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Offer',
          title: true,
          cell: (row) => (
            <>
              <Link to={packagePath(row.id)}>{row.now.name}</Link>{' '}
              {row.now.popular && <Tag tone="accent">popular</Tag>}{' '}
              {loses(row) && <Tag tone="bad">below cost</Tag>}
              <span className={styles.under}>
                <Holds {...row.now} />
              </span>
              {row.organization && (
                <span className={styles.under}>for {row.organization.name}</span>
              )}
            </>
          ),
        },
        { head: 'Price', numeric: true, cell: ({ now }) => <Figure value={now.price} /> },
        {
          head: 'Cost',
          numeric: true,
          cell: ({ reckoned }) => <Figure value={moneyOf(reckoned.wholesale, currency)} />,
        },
        {
          head: 'Profit',
          numeric: true,
          cell: (row) => (
            <span className={loses(row) ? styles.loss : undefined}>
              <Figure value={moneyOf(row.reckoned.profit, currency)} />
            </span>
          ),
        },
        { head: 'Margin', numeric: true, cell: ({ reckoned }) => share(reckoned.margin) },
        { head: 'Markup', numeric: true, cell: ({ reckoned }) => share(reckoned.markup) },
        {
          head: 'A credit',
          numeric: true,
          wideOnly: true,
          cell: ({ reckoned }) => <Figure value={finerMoneyOf(reckoned.perCredit, currency)} />,
        },
        {
          head: 'At unit prices',
          numeric: true,
          cell: ({ reckoned }) => (
            <>
              <Figure value={moneyOf(reckoned.worth, currency)} />
              <span className={styles.under}>{offUnitPrices(reckoned.discount, locale)}</span>
            </>
          ),
        },
        {
          head: 'All in',
          numeric: true,
          cell: ({ reckoned }) => (
            <>
              <span className={reckoned.profitAfter.over < 0n ? styles.loss : undefined}>
                <Figure value={moneyOf(reckoned.profitAfter, currency)} />
              </span>
              <span className={styles.under}>{share(reckoned.marginAfter)}</span>
            </>
          ),
        },
      ]}
    />
  )
}
