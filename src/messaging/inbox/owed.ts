import { Problem, type Query, sql, type Tx } from '#base'
import { hold, postRule, wallet } from '#ledger'
import { ASSET_OF, type MessageAsset } from '../message.ts'
import { routesNow } from '../sending/index.ts'
import { stockAt } from '../stock/index.ts'
import { refuse } from './problems.ts'

/**
 * What messages that come in cost. An empty wallet still receives: then it is written down as owed, and
 * taken from what the organization gets next. No wallet goes below zero for it.
 */

/** Units where staff have set none: Meta's partners count a WhatsApp message that comes in; text messages are free. */
const AT_FIRST = { whatsapp: 1, sms: 0 } as const
/** Taken together at most, so that a deed stays short. */
const CHUNK = 1_000

type Way = 'sms' | 'whatsapp'

/** What one message that comes in costs at a provider, in units of its way. */
export async function inboundUnits(q: Query, provider: string, way: Way): Promise<number> {
  const [row] = await q<{ units: number }>`
    select units from messaging.inbound_price where provider_id = ${provider} and way = ${way}`
  return row?.units ?? AT_FIRST[way]
}

/** What it costs at every provider by which somebody can write to us. */
export async function inboundPrices(
  q: Query,
): Promise<{ provider: string; providerName: string; way: Way; units: number }[]> {
  const rows = await q<{ provider: string; providerName: string; way: Way; units: number | null }>`
    select p.id as provider, p.name as "providerName", w.way, i.units
    from messaging.provider p cross join lateral unnest(p.ways) as w(way)
    left join messaging.inbound_price i on i.provider_id = p.id and i.way = w.way
    where w.way <> 'email' order by p.name, w.way`
  return rows.map((row) => ({ ...row, units: row.units ?? AT_FIRST[row.way] }))
}

/**
 * Sets it from now on; what came in before keeps its price. Refusal: inbound_provider_unfit, where there is no such provider,
 * or nobody can write to us by it that way.
 */
export async function setInboundUnits(
  tx: Tx,
  price: { provider: string; way: Way; units: number },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  await refuseUnfit(tx, price.provider, price.way)
  await tx`
    insert into messaging.inbound_price (provider_id, way, units, set_by, set_at)
    values (${price.provider}, ${price.way}, ${price.units}, ${by}, ${now})
    on conflict (provider_id, way) do update set units = excluded.units, set_by = excluded.set_by, set_at = excluded.set_at`
}

/** Refusal: inbound_provider_unfit. */
export async function refuseUnfit(q: Query, provider: string, way: Way): Promise<void> {
  const found =
    await q`select 1 from messaging.provider where id = ${provider} and ${way} = any(ways)`
  if (found.length === 0) throw refuse('inbound_provider_unfit')
}

/** Charges for one message: what is owed from before comes first. */
export async function chargeInbound(
  tx: Tx,
  inbound: { id: string; organization: string; provider: string; way: Way },
  now: Temporal.Instant,
): Promise<void> {
  const { id, organization, provider, way } = inbound
  const units = await inboundUnits(tx, provider, way)
  if (units === 0) return
  await tx`
    insert into messaging.inbound_charge (inbound_id, organization_id, provider_id, asset, units, at)
    values (${id}, ${organization}, ${provider}, ${ASSET_OF[way]}, ${units}, ${now})`
  await settleOwed(tx, organization, ASSET_OF[way], now)
}

/** Since when somebody has owed for a message; nobody: there is nothing to look for. */
export const nextInboundOwed = sql`select min(at) from messaging.inbound_charge where settled_at is null`

type Owed = { inbound_id: string; provider_id: string; units: number }

/**
 * Takes what an organization owes from its wallet, oldest first, as far as both the wallet and the
 * provider's stock reach. Each is taken once: its row is locked, and a settled one is never changed
 * again. Gives the units taken.
 */
export async function settleOwed(
  tx: Tx,
  organization: string,
  asset: MessageAsset,
  now: Temporal.Instant,
): Promise<bigint> {
  let taken = 0n
  for (;;) {
    const { units, more } = await settleSome(tx, organization, asset, now)
    taken += units
    if (!more) return taken
  }
}

async function settleSome(
  tx: Tx,
  organization: string,
  asset: MessageAsset,
  now: Temporal.Instant,
): Promise<{ units: bigint; more: boolean }> {
  const owed = await tx<Owed>`
    select inbound_id, provider_id, units from messaging.inbound_charge
    where organization_id = ${organization} and asset = ${asset} and settled_at is null
    order by at, inbound_id limit ${CHUNK} for update`
  if (owed.length === 0) return { units: 0n, more: false }
  const owner = { type: 'organization', id: organization } as const
  const { spendable } = await wallet(tx, owner, asset, { now })
  let left = spendable
  let taken = 0n
  let settled = 0
  for (const [provider, rows] of Map.groupBy(owed, (row) => row.provider_id)) {
    if (left === 0n) break
    // Where the provider counts, its stock is used up with it.
    const metered = (await routesNow(tx, now)).some(
      (route) => route.provider === provider && ASSET_OF[route.way] === asset && route.metered,
    )
    const stock = metered ? await stockAt(tx, provider, asset, now) : left
    const fitting = asFarAs(rows, left < stock ? left : stock)
    if (fitting.length === 0) continue
    const units = await settleTogether(tx, { organization, asset, provider, metered }, fitting, now)
    left -= units
    taken += units
    settled += fitting.length
  }
  return { units: taken, more: settled === CHUNK }
}

/** The first of them whose units fit. */
function asFarAs(rows: readonly Owed[], units: bigint): Owed[] {
  let left = units
  const end = rows.findIndex((row) => {
    left -= BigInt(row.units)
    return left < 0n
  })
  return rows.slice(0, end === -1 ? rows.length : end)
}

/** One deed of the ledger for all of them; nothing where somebody else spent the units meanwhile. */
async function settleTogether(
  tx: Tx,
  from: { organization: string; asset: MessageAsset; provider: string; metered: boolean },
  rows: readonly Owed[],
  now: Temporal.Instant,
): Promise<bigint> {
  const { organization, asset, provider, metered } = from
  const key = `inbound:${rows[0]!.inbound_id}`
  const units = rows.reduce((sum, row) => sum + BigInt(row.units), 0n)
  const deed = { by: 'stoa', about: { type: 'inbound', id: rows[0]!.inbound_id }, at: now }
  try {
    const owner = { type: 'organization', id: organization } as const
    const held = await hold(tx, { ...deed, key: `${key}:hold`, owner, asset, units })
    const posting = { ...deed, key }
    if (metered) {
      const used = { hold: held.id, provider, quantity: units }
      await postRule(tx, 'message.delivered', used, posting)
    } else await postRule(tx, 'message.delivered.alone', { hold: held.id }, posting)
  } catch (error) {
    if (error instanceof Problem && error.code === 'insufficient_funds') return 0n
    throw error
  }
  await tx`update messaging.inbound_charge set settled_at = ${now}, settled_by = ${key}
    where inbound_id = any(${rows.map((row) => row.inbound_id)}::uuid[])`
  return units
}

/** Who owes anything, for when stock has come. */
export function owing(q: Query): Promise<{ organization: string; asset: MessageAsset }[]> {
  return q`select distinct organization_id as organization, asset from messaging.inbound_charge
    where settled_at is null order by 1, 2`
}

/** What an organization owes, by asset. */
export async function owedBy(
  q: Query,
  organization: string,
): Promise<{ asset: MessageAsset; units: bigint; messages: number; since: Temporal.Instant }[]> {
  return q`select asset, sum(units)::bigint as units, count(*)::int as messages, min(at) as since
    from messaging.inbound_charge where organization_id = ${organization} and settled_at is null
    group by asset order by asset`
}
