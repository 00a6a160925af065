import { Alert, Checkbox } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { OfferVersion, RetailCatalogue } from '../../../../api/retail.ts'
import type { Value } from '../../../../api/types.ts'
import { Amount, Figure } from '../../../../components/Amount.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { FactList } from '../../../../components/FactList.tsx'
import { DeedButton, TextField } from '../../../../components/fields.tsx'
import { percent } from '../../../../format/money.ts'
import { useReader } from '../../../../format/reader.tsx'
import {
  breakEven,
  decimalOf,
  finerMoneyOf,
  inversions,
  moneyOf,
  type Part,
  priceFor,
  type ReckonedWith,
  reckon,
  shareOf,
  unitsFrom,
  wholeFrom,
} from '../../../../format/retail.ts'
import { offUnitPrices, partsOf } from './OfferTable.tsx'
import styles from './retail.module.css'
import { reckonedWith, typedFrom } from './terms.ts'

type Typed = { sms: string; whatsapp: string; email: string; price: string; loses: boolean }

const typedOf = (version: OfferVersion | undefined): Typed => ({
  sms: `${version?.sms ?? ''}`,
  whatsapp: `${version?.whatsapp ?? ''}`,
  email: `${version?.email ?? ''}`,
  price: version?.price.amount ?? '',
  loses: version?.lossLeader ?? false,
})

/** What is typed as contents and price; undefined while it is no offer yet. */
function readOffer(typed: Typed, by: ReckonedWith): { parts: Part[]; price: bigint } | undefined {
  const units = (['sms', 'whatsapp', 'email'] as const).map((name) => wholeFrom(typed[name] || '0'))
  const [sms, whatsapp, email] = units
  const price = unitsFrom(typed.price, by.scale)
  if (sms === undefined || whatsapp === undefined || email === undefined || !price) return undefined
  if (sms + whatsapp + email === 0n) return undefined
  const parts: Part[] = [
    { asset: 'SMS', quantity: sms },
    { asset: 'WHATSAPP', quantity: whatsapp },
    { asset: 'EMAIL', quantity: email },
  ]
  return { parts, price }
}

/** What an offer holds and costs, with what it leaves while that is typed. */
export function OfferForm({
  intent,
  button,
  catalogue,
  id,
  version,
  children,
}: {
  intent: string
  button: string
  catalogue: RetailCatalogue
  /** What is changed; a new offer has none. */
  id?: string
  version?: OfferVersion | undefined
  /** Fields that only some forms have. */
  children?: ReactNode
}) {
  const [typed, setTyped] = useState(() => typedOf(version))
  const { currency } = catalogue.terms
  const by = reckonedWith(typedFrom(catalogue.terms), currency)!
  const set = (name: keyof Typed) => (event: { currentTarget: { value: string } }) =>
    setTyped({ ...typed, [name]: event.currentTarget.value })
  const units = (name: 'sms' | 'whatsapp' | 'email', label: string) => (
    <TextField
      name={name}
      label={label}
      inputMode="numeric"
      value={typed[name]}
      onChange={set(name)}
    />
  )
  return (
    <DeedForm intent={intent} className={styles.editor ?? ''}>
      <input type="hidden" name="currency" value={currency} />
      {id && <input type="hidden" name="id" value={id} />}
      <div className="stack">
        <div className={styles.fields}>
          {children}
          <TextField
            name="name"
            label="Name"
            required
            maxLength={80}
            defaultValue={version?.name}
          />
          {units('sms', 'SMS')}
          {units('whatsapp', 'WhatsApp')}
          {units('email', 'E-mails')}
          <TextField
            name="price"
            label={`Price, ${currency}`}
            inputMode="decimal"
            value={typed.price}
            onChange={set('price')}
            required
          />
          <TextField
            name="validDays"
            label="Days it is valid"
            inputMode="numeric"
            defaultValue={version?.validDays ?? 180}
            required
          />
        </div>
        <div className={styles.fields}>
          <TextField
            name="suitsFrom"
            label="Suits from so many members"
            inputMode="numeric"
            defaultValue={version?.suits.from ?? ''}
          />
          <TextField
            name="suitsTo"
            label="to"
            inputMode="numeric"
            defaultValue={version?.suits.to ?? ''}
          />
          <TextField
            name="plannedList"
            label={`Planned list price, ${currency}`}
            description="A memo: no buyer is shown it"
            inputMode="decimal"
            defaultValue={version?.plannedList?.amount ?? ''}
          />
          <TextField
            name="tiers"
            label="Volume tiers"
            description="From so many at once: % off each. 3: 5, 10: 12.5"
            defaultValue={version?.tiers
              .map(({ from, offRate }) => `${from}: ${offRate / 100}`)
              .join(', ')}
          />
          <TextField name="from" label="From" type="date" description="Now, if left empty" />
        </div>
        <Checkbox
          name="popular"
          label="Shown as popular"
          defaultChecked={version?.popular ?? false}
        />
        <Checkbox
          name="lossLeader"
          label="A loss leader: it may be sold below cost, so often at most"
          checked={typed.loses}
          onChange={(event) => setTyped({ ...typed, loses: event.currentTarget.checked })}
        />
        {typed.loses && (
          <TextField
            name="salesCap"
            label="Sold at most so many times"
            inputMode="numeric"
            defaultValue={version?.salesCap ?? ''}
            required
          />
        )}
        <div>
          <DeedButton>{button}</DeedButton>
        </div>
      </div>
      <Leaves typed={typed} by={by} catalogue={catalogue} {...(id ? { id } : {})} />
    </DeedForm>
  )
}

/** What one sale leaves, and what is wrong with its price. */
function Leaves({
  typed,
  by,
  catalogue,
  id,
}: {
  typed: Typed
  by: ReckonedWith
  catalogue: RetailCatalogue
  id?: string
}) {
  const { locale } = useReader()
  const [wanted, setWanted] = useState('25')
  const { currency } = catalogue.terms
  const offer = readOffer(typed, by)
  if (!offer)
    return (
      <aside className={styles.figures} aria-label="What a sale leaves">
        Say what it holds and what it costs: what a sale leaves stands here.
      </aside>
    )
  const { parts, price } = offer
  const now = reckon(price, parts, by)
  const least = breakEven(parts, by)
  const margin = Number(unitsFrom(wanted, 4) ?? 0n)
  const asked = priceFor(margin, parts, by)
  const money = (units: bigint | undefined) =>
    units === undefined ? (
      'no price'
    ) : (
      <Amount value={{ amount: decimalOf(units, by.scale), asset: currency }} />
    )
  const exact = (of: Parameters<typeof moneyOf>[0]) => <Amount value={moneyOf(of, currency)} />
  const share = (of: Parameters<typeof shareOf>[0]) => percent(shareOf(of), locale, 1)
  return (
    <aside className={styles.figures} aria-label="What a sale leaves" aria-live="polite">
      <FactList
        facts={[
          ['Costs us', exact(now.wholesale)],
          [
            'Profit',
            <>
              {exact(now.profit)}, margin {share(now.margin)}
            </>,
          ],
          ['Markup on cost', now.markup ? share(now.markup) : null],
          [
            'With tax and fee',
            <>
              {exact(now.profitAfter)}, {share(now.marginAfter)} of the price
            </>,
          ],
          [
            `A credit, ${currency}`,
            <Figure key="credit" value={finerMoneyOf(now.perCredit, currency)} />,
          ],
          [
            'At unit prices',
            <>
              {exact(now.worth)}, {offUnitPrices(now.discount, locale)}
            </>,
          ],
          [
            'Breaks even at',
            <>
              {money(least.before)}, all in {money(least.after)}
            </>,
          ],
        ]}
      />
      <TextField
        name="wanted"
        label="Price for a margin of, %"
        inputMode="decimal"
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <p>
        {money(asked.before)}, all in {money(asked.after)}
      </p>
      {now.profit.over < 0n && (
        <Alert color="bad" title="Below cost">
          Each sale loses {exact({ over: -now.profit.over, under: now.profit.under })}.{' '}
          {typed.loses ? 'It is a loss leader.' : 'It needs the tick of a loss leader and a limit.'}
        </Alert>
      )}
      <Inverted parts={parts} price={price} catalogue={catalogue} {...(id ? { id } : {})} />
    </aside>
  )
}

/** Where this price would stand the ladder on its head, among what is on sale for everybody. */
function Inverted({
  parts,
  price,
  catalogue,
  id = 'typed',
}: {
  parts: Part[]
  price: bigint
  catalogue: RetailCatalogue
  id?: string
}) {
  const priceOf = ({ amount }: Value) => unitsFrom(amount, amount.split('.')[1]?.length ?? 0)!
  const things = catalogue.items.flatMap((item) => {
    const now = item.versions.find(({ state }) => state === 'now')
    if (item.withdrawn || item.organization || !now || item.id === id) return []
    return [{ id: item.id, name: now.name, price: priceOf(now.price), parts: partsOf(now) }]
  })
  // Ways to buy this one itself follow from its price, which is being typed.
  const deals = catalogue.deals.flatMap((deal) =>
    deal.of.includes(id)
      ? []
      : [
          {
            id: deal.id,
            name: deal.name,
            price: priceOf(deal.price),
            parts: partsOf(deal),
            deal: deal.once ? ('once' as const) : ('often' as const),
          },
        ],
  )
  const others = [...things, ...deals]
  // Fewer combinations than the server looks at: this runs with each key.
  const found = inversions([...others, { id, price, parts }], 20_000).inversions.filter(
    (one) => one.id === id || one.instead.some((other) => other.id === id),
  )
  if (found.length === 0) return null
  const named = (of: string) => others.find((one) => one.id === of)?.name ?? 'this'
  return (
    <Alert color="attention" title="The ladder is inverted here">
      <ul className={styles.plain}>
        {found.map(({ id: of, instead }) => (
          <li key={`${of} ${instead.map((one) => one.id).join()}`}>
            {instead.map((one) => `${one.times} × ${named(one.id)}`).join(' + ')} hold at least as
            much as {of === id ? 'this' : named(of)} for less.
          </li>
        ))}
      </ul>
    </Alert>
  )
}
