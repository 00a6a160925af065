import type { PurchaseCard, StockAlarm } from '../../../api/stock.ts'
import { SubNav, type SubPage } from '../../../components/SubNav.tsx'
import { Tag, type Tone } from '../../../components/Tag.tsx'
import { amount } from '../../../format/money.ts'

export const ASSETS = ['SMS', 'WHATSAPP', 'EMAIL'] as const
export type Asset = (typeof ASSETS)[number]

/** What message credits are called. */
export const ASSET_NAME: Record<Asset, string> = {
  SMS: 'SMS',
  WHATSAPP: 'WhatsApp',
  EMAIL: 'E-mail',
}

export const assetChoices = ASSETS.map((value) => ({ value, label: ASSET_NAME[value] }))

const STEPS: Record<PurchaseCard['step'], [string, Tone]> = {
  draft: ['draft', 'plain'],
  submitted: ['waits for approval', 'attention'],
  approved: ['approved, to be ordered', 'accent'],
  paid: ['paid, not here yet', 'accent'],
  partly_received: ['partly here', 'accent'],
  received: ['received', 'good'],
  cancelled: ['cancelled', 'plain'],
}

/** Where an order stands. */
export function StepTag({ step }: { step: PurchaseCard['step'] }) {
  const [words, tone] = STEPS[step]
  return <Tag tone={tone}>{words}</Tag>
}

const PAGES: SubPage[] = [
  { to: '/operate/messaging/wholesale', label: 'Inventory', end: true },
  { to: '/operate/messaging/wholesale/orders', label: 'Purchase orders' },
  { to: '/operate/messaging/wholesale/reordering', label: 'Reordering' },
  { to: '/operate/messaging/wholesale/history', label: 'How purchases paid' },
  { to: '/operate/messaging/wholesale/comparison', label: 'Providers compared' },
  { to: '/operate/messaging/wholesale/tax', label: 'Tax given back' },
  { to: '/operate/messaging/wholesale/rules', label: 'Rules' },
]

/** The pages of wholesale, in one row. */
export const WholesaleNav = () => <SubNav label="Wholesale" pages={PAGES} />

const whole = (units: unknown, locale: string) => Number(units).toLocaleString(locale)

/** An alarm in a sentence. */
export function alarmWords(
  { kind, provider, asset, currency, facts }: StockAlarm,
  locale: string,
): string {
  if (currency) {
    const money = (of: unknown) => amount({ amount: `${of}`, asset: currency }, locale)
    return `${provider?.name} says that ${money(facts.theirs)} are left in our account; by our books it should be ${money(facts.ours)}.`
  }
  const name = asset ? ASSET_NAME[asset] : ''
  if (kind === 'drift')
    return `${provider?.name} says it has ${whole(facts.theirs, locale)} ${name}; our books say ${whole(facts.ours, locale)}.`
  if (kind === 'low')
    return `${name} at ${provider?.name}: ${whole(facts.left, locale)} are left, for ${
      facts.days === 0 ? 'less than a day' : facts.days === 1 ? 'one day' : `${facts.days} days`
    } at what was used lately.`
  return `${name}: ${whole(facts.sold, locale)} are sold and unspent, ${whole(facts.most, locale)} may be.`
}

export const ALARM_TITLE: Record<StockAlarm['kind'], string> = {
  drift: 'A provider and our books do not say the same',
  low: 'Stock runs low',
  oversold: 'More is sold than stock covers',
}
