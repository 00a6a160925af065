import type { Fact, Query, Value } from '#base'
import type { NoticeKind, Told } from '#messaging'
import { membersWith, personCards, staffWith } from '#people'
import type { Hearers, Telling } from './telling-of-live.ts'

const text = (part: unknown): string => String(part)
const instant = (part: unknown) => Temporal.Instant.from(text(part))

const NAMES: Record<string, string> = { SMS: 'SMS', WHATSAPP: 'WhatsApp', EMAIL: 'e-mail' }
const said = ({ amount, asset }: Value) =>
  `${Number(amount).toLocaleString('en')} ${NAMES[asset] ?? asset}`

/** Whoever sees to an organization's money. */
const payers = (q: Query, organization: string) =>
  membersWith(q, organization, ['owner', 'admin', 'billing'])

async function nameOf(q: Query, organization: string): Promise<string> {
  const [row] = await q<{ name: string }>`
    select name from people.organization where id = ${organization}`
  return row?.name ?? ''
}

/** Tells whoever sees to an organization's money; `path` is of its own pages. */
function toPayers<Kind extends NoticeKind>(
  kind: Kind,
  path: string | ((fact: Fact) => string),
  told: (fact: Fact) => Omit<Told[Kind], 'organization' | 'link'>,
): Hearers {
  return async (q, fact) => {
    const organization = text(fact.data.organizationId)
    const end = typeof path === 'string' ? path : path(fact)
    const link = `/institution/${organization}/messaging/${end}`
    const name = await nameOf(q, organization)
    const words = { ...told(fact), organization: name, link }
    const people = await payers(q, organization)
    return people.map((to) => ({ to, kind, told: words }) as Telling)
  }
}

const partsOf = ({ data }: Fact) => (data.parts as Value[]).map(said).join(', ')
const amountOf = (part: unknown) => Number((part as Value).amount)
const assetOf = ({ data }: Fact) => (data.left as Value).asset

/** Who hears of message credits: bought, given, stopped, running low, running out. */
export const hearersOfWallets: Record<string, Hearers> = {
  'messages.purchased': toPayers('messages.bought', 'wallet', (fact) => ({
    what: partsOf(fact),
    total: fact.data.total as Value,
    until: instant(fact.data.expiresAt),
  })),
  'messages.granted': toPayers('messages.given', 'wallet', ({ data }) => ({
    what: said(data.what as Value),
    until: instant(data.expiresAt),
  })),
  'messages.delayed': toPayers('messages.delayed', 'wallet', ({ data }) => ({
    until: instant(data.until),
  })),
  'messages.suspended': toPayers('messages.suspended', 'wallet', ({ data }) => ({
    reason: sentence(data.reason),
  })),
  'messages.resumed': toPayers('messages.resumed', 'wallet', ({ data }) => ({
    reason: sentence(data.reason),
  })),
  'messages.low': toPayers('messages.low', 'buy', (fact) => ({
    asset: assetOf(fact),
    left: amountOf(fact.data.left),
    below: amountOf(fact.data.below),
  })),
  'messages.short': toPayers('messages.short', 'buy', (fact) => ({
    asset: assetOf(fact),
    left: amountOf(fact.data.left),
    days: Number(fact.data.days),
  })),
  'messages.expiring': toPayers('messages.expiring', 'wallet', (fact) => ({
    what: partsOf(fact),
    days: Number(fact.data.days),
    until: instant(fact.data.expiresAt),
  })),
  'refill.to_pay': toPayers(
    'messages.to_pay',
    ({ data }) => `wallet?order=${text(data.order)}`,
    ({ data }) => ({
      asset: text(data.asset),
      total: data.total as Value,
      asks: data.because === 'bank_asks',
    }),
  ),
  'bonus.asked': async (q, { data }) => {
    const organization = text(data.organizationId)
    const by = text(data.by).replace(/^person:/, '')
    const [colleague] = await personCards(q, [by])
    const told = {
      organization: await nameOf(q, organization),
      what: said(data.what as Value),
      reason: sentence(data.reason),
      colleague: colleague?.name ?? by,
      link: `/operate/messaging/wallets/${organization}`,
    }
    const staff = await staffWith(q, ['finance', 'admin'])
    return staff.filter((to) => to !== by).map((to) => ({ to, kind: 'bonus.asked', told }))
  },
}

const sentence = (part: unknown) => `${text(part).replace(/[.\s]+$/, '')}.`

/** What the words of a refill that failed tell apart. */
const WHY_FAILED: Record<string, string> = { authentication_required: 'asks', not_paid: 'late' }

/** Refills of organizations; those of persons are told in telling-of-refills.ts. */
export const refillsOfOrganizations: Record<string, Hearers> = {
  'refill.failed': toPayers(
    'messages.refill_failed',
    ({ data }) => (data.code === 'not_paid' ? 'buy' : `wallet?order=${text(data.order)}`),
    ({ data }) => ({
      asset: text(data.asset),
      total: data.total as Value,
      why: WHY_FAILED[text(data.code)] ?? 'declined',
    }),
  ),
  'refill.stopped': toPayers('messages.refill_stopped', 'settings', ({ data }) => ({
    asset: text(data.asset),
    because: text(data.because),
  })),
  'refill.held_back': toPayers('messages.refill_held_back', 'settings', ({ data }) => ({
    asset: text(data.asset),
    full: data.code === 'refill_month_full',
  })),
}
