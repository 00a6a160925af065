import type { Query, Tx } from '#base'
import { WAYS, type Way } from '../message.ts'
import type { FaultClass, ProviderKind } from '../providers/index.ts'
import { refuse } from './problems.ts'
import { oneAtATime, refuseUnseen } from './seen.ts'

/** How a message ended, as far as its money is concerned. */
export const ENDS = [
  'not_taken',
  'delivered',
  'unreported',
  'failed',
  'no_consent',
  'bad_recipient',
] as const
export type End = (typeof ENDS)[number]

/** What becomes of what was reserved: taken; given back; given back although we pay for it. */
export type Decision = 'capture' | 'release' | 'refund'

export type MoneyRule = {
  way: Way | '*'
  reason: End
  providerKind: ProviderKind | '*'
  ifCharged: Decision
  ifFree: Exclude<Decision, 'refund'>
}

export type MoneyPolicy = {
  version: number
  setBy: string
  setAt: Temporal.Instant
  note: string | null
  rules: MoneyRule[]
}

/** Every version, the newest first. */
export async function moneyPolicies(q: Query): Promise<MoneyPolicy[]> {
  const versions = await q<Omit<MoneyPolicy, 'rules'>>`
    select version, set_by as "setBy", set_at as "setAt", note from messaging.money_policy order by version desc`
  const rules = await q<MoneyRule & { version: number }>`
    select version, way, reason, provider_kind as "providerKind", if_charged as "ifCharged", if_free as "ifFree"
    from messaging.money_rule order by reason, way, provider_kind`
  return versions.map((one) => ({
    ...one,
    rules: rules
      .filter(({ version }) => version === one.version)
      .map(({ version: _, ...rule }) => rule),
  }))
}

export async function moneyPolicy(q: Query): Promise<MoneyPolicy> {
  const [newest] = await moneyPolicies(q)
  return newest!
}

/**
 * A new version of the whole table; what is settled stays as it is. Refusals in order: money_rule_unfit,
 * money_rule_twice, money_rule_not_a_refund, sending_rules_changed.
 */
export async function setMoneyPolicy(
  tx: Tx,
  rules: readonly MoneyRule[],
  { by, note, seen }: { by: string; note: string | null; seen: number },
  now: Temporal.Instant,
): Promise<number> {
  for (const reason of ENDS) {
    const way = WAYS.find((one) => !ruleFor(rules, { way: one, reason, providerKind: undefined }))
    if (way) throw refuse('money_rule_unfit', { reason, way })
  }
  const said = new Set<string>()
  for (const { way, reason, providerKind, ifCharged } of rules) {
    const name = `${way} ${reason} ${providerKind}`
    if (said.has(name)) throw refuse('money_rule_twice', { way, reason, providerKind })
    said.add(name)
    if (ifCharged === 'release' && reason !== 'not_taken') {
      throw refuse('money_rule_not_a_refund', { way, reason, providerKind })
    }
  }
  await oneAtATime(tx)
  refuseUnseen((await moneyPolicy(tx)).version, seen)
  const [row] = await tx<{ version: number }>`
    insert into messaging.money_policy (version, set_by, set_at, note)
    select max(version) + 1, ${by}, ${now}, ${note} from messaging.money_policy returning version`
  const of = <Item>(take: (one: MoneyRule) => Item) => rules.map(take)
  await tx`
    insert into messaging.money_rule (version, way, reason, provider_kind, if_charged, if_free)
    select ${row!.version}, * from unnest(${of(({ way }) => way)}::text[], ${of(({ reason }) => reason)}::text[],
      ${of(({ providerKind }) => providerKind)}::text[], ${of(({ ifCharged }) => ifCharged)}::text[],
      ${of(({ ifFree }) => ifFree)}::text[])`
  return row!.version
}

/** The rule that fits best: of this kind of provider before all, of this way before all. */
export function ruleFor(
  rules: readonly MoneyRule[],
  { way, reason, providerKind }: { way: Way; reason: End; providerKind: ProviderKind | undefined },
): MoneyRule | undefined {
  const fits = rules.filter(
    (one) =>
      one.reason === reason &&
      (one.way === '*' || one.way === way) &&
      (one.providerKind === '*' || one.providerKind === providerKind),
  )
  const weight = (one: MoneyRule) => (one.providerKind === '*' ? 0 : 2) + (one.way === '*' ? 0 : 1)
  return fits.reduce<MoneyRule | undefined>(
    (best, one) => (best && weight(best) >= weight(one) ? best : one),
    undefined,
  )
}

/** What is decided by: how it ended, and whether the provider takes money for it. */
export type Ended = {
  way: Way
  providerKind: ProviderKind | undefined
  state: 'failed' | 'delivered' | 'read' | 'unreported'
  /** It failed before a provider had taken it. */
  taken: boolean
  class: FaultClass | undefined
  /** As the provider says of this message. */
  billable: boolean | undefined
  /** As the table of codes says. */
  charged: boolean | undefined
}

/** What carriers do where nobody says: an SMS and an e-mail that left are charged for, a WhatsApp that did not arrive is not. */
const CHARGED: Record<Way, boolean> = { sms: true, whatsapp: false, email: true }

export function decide(
  rules: readonly MoneyRule[],
  ended: Ended,
): { decision: Decision; usesStock: boolean } {
  const { way, providerKind, state, taken, billable } = ended
  const reason: End =
    state === 'failed'
      ? taken
        ? endOf(ended.class)
        : 'not_taken'
      : state === 'read'
        ? 'delivered'
        : state
  const charged =
    taken && (billable ?? (state === 'failed' ? (ended.charged ?? CHARGED[way]) : true))
  const rule = ruleFor(rules, { way, reason, providerKind })
  if (!rule) throw new Error(`No rule says what becomes of the money of ${way} ${reason}`)
  return { decision: charged ? rule.ifCharged : rule.ifFree, usesStock: charged }
}

const endOf = (of: FaultClass | undefined): End =>
  of === 'no_consent' || of === 'bad_recipient' ? of : 'failed'
