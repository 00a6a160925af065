import type { Query } from '#base'
import type { MessageAsset } from '../message.ts'
import { type OnTheWay, unitsOnTheWay } from './on-the-way.ts'
import type { StockRules } from './rules.ts'

/** What our books say of an account in money at a provider, in smallest units of its currency. */
export type AccountThere = {
  ours: bigint
  /** Of what is approved and not here yet: it may be in the account already. */
  ordered: bigint
  /** What messages cost that left through it and are not settled. */
  onTheWay: bigint
  /** How far both may differ. */
  may: bigint
}

type Row = {
  asset: MessageAsset
  bought: string
  loose: bigint
  ordered: string
  amount: string
  units: bigint
}

/**
 * What should be left of the money that went into an account at a provider: of each lot that its purchases brought, the
 * share that is not used, without tax, since tax goes past the provider. An order counts in the currency that the
 * account is in, where it says what it put in there, else in its own. Units that came back without a purchase count at
 * what a unit cost last. Undefined: nothing was bought there in this currency, and there is nothing to hold it against.
 */
export async function accountThere(
  q: Query,
  provider: string,
  currency: string,
  rules: Pick<StockRules, 'driftRate' | 'driftUnits'>,
  onTheWay: OnTheWay = unitsOnTheWay,
): Promise<AccountThere | undefined> {
  const rows = await q<Row>`
    with line as (
      select p.id, p.state, l.line, l.asset, l.quantity, l.received, p.approved_at,
        case when p.net > 0 then coalesce(p.account_amount, p.net)::numeric * l.net / p.net else 0 end as amount
      from messaging.purchase p join messaging.purchase_line l on l.purchase_id = p.id
      where p.provider = ${provider} and p.approved_at is not null and p.state <> 'cancelled'
        and coalesce(p.account_currency, p.currency) = ${currency}
    ), lot as (
      select line.asset, sum(line.amount * r.quantity / line.quantity * l.remaining / l.issued) as bought
      from line join messaging.purchase_receipt r on r.purchase_id = line.id and r.line = line.line
      join ledger.lot l on l.id = r.lot group by line.asset
    ), loose as (
      select s.code as asset, sum(l.remaining)::bigint as units
      from ledger.account a join ledger.asset s on s.id = a.asset_id join ledger.lot l on l.account_id = a.id and l.open
      where a.purpose = 'stock' and a.owner_type = 'provider' and a.owner_id = ${provider}
        and not exists (select from messaging.purchase_receipt r where r.lot = l.id)
      group by s.code
    )
    select distinct on (line.asset) line.asset, coalesce(lot.bought, 0) as bought, coalesce(loose.units, 0)::bigint as loose,
      sum(case when line.state = 'approved' then line.amount * (line.quantity - line.received) / line.quantity else 0 end)
        over (partition by line.asset) as ordered, line.amount, line.quantity as units
    from line left join lot on lot.asset = line.asset left join loose on loose.asset = line.asset
    order by line.asset, line.received > 0 desc, line.approved_at desc, line.id desc, line.line`
  if (rows.length === 0) return undefined
  const sum: AccountThere = { ours: 0n, ordered: 0n, onTheWay: 0n, may: 0n }
  for (const { asset, bought, loose, ordered, amount, units } of rows) {
    const cost = (of: bigint) => (whole(amount) * of) / units
    sum.ours += whole(bought) + cost(loose)
    sum.ordered += whole(ordered)
    sum.onTheWay += cost(await onTheWay(q, provider, asset))
    const few = cost(rules.driftUnits)
    if (few > sum.may) sum.may = few
  }
  const share = (sum.ours * BigInt(rules.driftRate)) / 10_000n
  return { ...sum, may: share > sum.may ? share : sum.may }
}

const whole = (amount: string): bigint => BigInt(amount.split('.')[0]!)
