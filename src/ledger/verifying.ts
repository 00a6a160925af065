import type { Query } from '#base'
import { brokenBlocks, changedRows, slippedIn } from './seals.ts'

/** Something that is wrong in the books, and where. */
export type Finding = { what: string; where: string; facts: Record<string, unknown> }

/**
 * Recomputes the books from their history and names what does not agree:
 * balances = sum of transfers, running balances, lots = wallets, holds = what is held,
 * lots = their moves, basis of credit lots = deferred credits, and every sealed row, block and head.
 */
export async function verify(q: Query): Promise<{ ok: boolean; findings: Finding[] }> {
  const findings: Finding[] = []
  for (const [what, run] of checks) {
    const rows = await run(q)
    for (const { where, ...facts } of rows) findings.push({ what, where, facts })
  }
  return { ok: findings.length === 0, findings }
}

export type Wrong = { where: string } & Record<string, unknown>

const checks: [string, (q: Query) => Promise<Wrong[]>][] = [
  [
    'balance_is_not_the_sum_of_its_transfers',
    (
      q,
    ) => q<Wrong>`select a.address || ' ' || s.code as where, b.posted, coalesce(t.sum, 0)::bigint as computed
      from ledger.balance b join ledger.account a on a.id = b.account_id join ledger.asset s on s.id = a.asset_id
      left join (select account_id, sum(debits - credits) as sum from ledger.totals(null, null) group by 1) t
        on t.account_id = a.id
      where b.posted <> coalesce(case a.side when 'debit' then t.sum else -t.sum end, 0)`,
  ],
  [
    'lots_are_not_the_wallet',
    (q) => q<Wrong>`select a.address || ' ' || s.code as where, b.posted, b.held,
        coalesce(l.remaining, 0)::bigint as lots, coalesce(l.held, 0)::bigint as lots_held
      from ledger.balance b join ledger.account a on a.id = b.account_id and a.lots
      join ledger.asset s on s.id = a.asset_id
      left join (select account_id, sum(remaining) as remaining, sum(held) as held from ledger.lot where open group by 1) l
        on l.account_id = a.id
      where b.posted <> coalesce(l.remaining, 0) or b.held <> coalesce(l.held, 0)`,
  ],
  [
    'holds_are_not_what_is_held',
    (q) => q<Wrong>`select a.address as where, b.held, coalesce(h.units, 0)::bigint as holds
      from ledger.balance b join ledger.account a on a.id = b.account_id
      left join (select account_id, sum(units - captured - released) as units from ledger.hold where open group by 1) h
        on h.account_id = b.account_id
      where b.held <> coalesce(h.units, 0)`,
  ],
  [
    'held_pieces_are_not_the_hold',
    (q) => q<Wrong>`select 'hold ' || h.id as where, (h.units - h.captured - h.released) as left,
        sum(x.units_left)::bigint as pieces
      from ledger.hold h join ledger.hold_lot x on x.hold_id = h.id
      group by h.id having sum(x.units_left) <> h.units - h.captured - h.released or sum(x.units) <> h.units`,
  ],
  [
    'held_pieces_are_not_the_lot',
    (q) => q<Wrong>`select 'lot ' || l.id as where, l.held, l.basis_held, l.fee_held,
        coalesce(x.units, 0)::bigint as units, coalesce(x.basis, 0)::bigint as basis, coalesce(x.fee, 0)::bigint as fee
      from ledger.lot l left join (select lot_id, sum(units_left) as units, sum(basis_left) as basis,
        sum(fee_left) as fee from ledger.hold_lot where units_left > 0 group by 1) x on x.lot_id = l.id
      where (l.held, l.basis_held, l.fee_held) is distinct from
        (coalesce(x.units, 0), coalesce(x.basis, 0), coalesce(x.fee, 0))`,
  ],
  [
    'lot_is_not_the_sum_of_its_moves',
    (q) => q<Wrong>`select 'lot ' || l.id as where, l.remaining, l.basis_left, l.fee_left,
        coalesce(m.units, 0)::bigint as units, coalesce(m.basis, 0)::bigint as basis, coalesce(m.fee, 0)::bigint as fee
      from ledger.lot l left join (select lot_id, sum(units) as units, sum(basis) as basis, sum(fee) as fee
        from ledger.lot_move group by 1) m on m.lot_id = l.id
      where (l.remaining, l.basis_left, l.fee_left) is distinct from
        (coalesce(m.units, 0), coalesce(m.basis, 0), coalesce(m.fee, 0))`,
  ],
  [
    'basis_of_credits_is_not_deferred_credits',
    (
      q,
    ) => q<Wrong>`select coalesce(d.code, l.code) as where, coalesce(d.balance, 0)::bigint as deferred,
        coalesce(l.basis, 0)::bigint as basis
      from (select s.code, sum(t.credits - t.debits) as balance from ledger.totals(null, null) t
        join ledger.account a on a.id = t.account_id and a.purpose = 'deferred_credits'
        join ledger.asset s on s.id = a.asset_id group by 1) d
      full join (select c.code, sum(l.basis_left) as basis from ledger.lot l join ledger.asset s on s.id = l.account_id % 1024
        join ledger.asset c on c.id = l.basis_asset_id where s.kind = 'credit' and l.open group by 1) l on l.code = d.code
      where coalesce(d.balance, 0) <> coalesce(l.basis, 0)`,
  ],
  ['sealed_row_was_changed', changedRows],
  ['row_was_slipped_in', slippedIn],
  ['block_is_broken', brokenBlocks],
  [
    'running_balance_is_not_the_sum_so_far',
    (
      q,
    ) => q<Wrong>`select 'transfer ' || x.journal_id || '.' || x.leg as where, x.address, x.after, x.computed
      from (
        select t.journal_id, t.leg, a.address, e.after, sum(case a.side when 'debit' then e.amount else -e.amount end)
          over (partition by e.id order by t.journal_id, t.leg)::numeric as computed
        from ledger.transfer t
        cross join lateral (values (t.debit_id, t.amount, t.debit_after), (t.credit_id, -t.amount, t.credit_after))
          e (id, amount, after)
        join ledger.account a on a.id = e.id and a.bounded
      ) x where x.after is distinct from x.computed order by x.journal_id, x.leg limit 1000`,
  ],
  [
    'account_ran_backwards',
    (q) => q<Wrong>`select 'journal ' || x.id as where, x.address, x.written_at, x.before
      from (
        select j.id, a.address, j.written_at, lag(j.written_at) over (partition by a.id order by j.id) as before
        from ledger.transfer t cross join lateral (values (t.debit_id), (t.credit_id)) e (id)
        join ledger.account a on a.id = e.id and a.bounded join ledger.journal j on j.id = t.journal_id
      ) x where x.before > x.written_at limit 1000`,
  ],
  [
    'transfer_names_what_is_not_there',
    (
      q,
    ) => q<Wrong>`select 'transfer ' || t.journal_id || '.' || t.leg as where, t.debit_id, t.credit_id
      from ledger.transfer t left join ledger.journal j on j.id = t.journal_id
      left join ledger.account d on d.id = t.debit_id left join ledger.account c on c.id = t.credit_id
      where j.id is null or d.id is null or c.id is null limit 1000`,
  ],
  [
    'lot_moves_are_not_the_transfer',
    (
      q,
    ) => q<Wrong>`select 'transfer ' || x.journal_id || '.' || x.leg as where, x.address, x.amount, x.moved
      from (
        select t.journal_id, t.leg, a.address, e.amount, (select coalesce(sum(m.units), 0) from ledger.lot_move m
            join ledger.lot l on l.id = m.lot_id
            where m.journal_id = t.journal_id and m.leg = t.leg and l.account_id = a.id) as moved
        from ledger.account a
        join ledger.transfer t on a.id in (t.debit_id, t.credit_id)
        cross join lateral (values (case when t.debit_id = a.id then t.amount else -t.amount end)) e (amount)
        where a.lots
      ) x where x.moved <> x.amount limit 1000`,
  ],
  [
    'basis_of_messages_is_not_deferred_or_inventory',
    (
      q,
    ) => q<Wrong>`select coalesce(d.code, l.code) || ' ' || coalesce(d.purpose, l.purpose) as where,
        coalesce(d.balance, 0)::bigint as books, coalesce(l.basis, 0)::bigint as basis
      from (select s.code, a.purpose, sum(case a.side when 'debit' then t.debits - t.credits else t.credits - t.debits end) as balance
        from ledger.totals(null, null) t join ledger.account a on a.id = t.account_id
          and a.purpose in ('deferred_messages', 'inventory')
        join ledger.asset s on s.id = a.asset_id group by 1, 2) d
      full join (select c.code, case a.purpose when 'stock' then 'inventory' else 'deferred_messages' end as purpose,
          sum(l.basis_left) as basis
        from ledger.lot l join ledger.account a on a.id = l.account_id join ledger.asset s on s.id = a.asset_id
        join ledger.asset c on c.id = l.basis_asset_id where s.kind = 'message' and l.open group by 1, 2) l
        on l.code = d.code and l.purpose = d.purpose
      where coalesce(d.balance, 0) <> coalesce(l.basis, 0)`,
  ],
  [
    'snapshot_is_not_the_sum_so_far',
    (q) => q<Wrong>`select a.address || ' ' || n.journal_id as where, n.debits, n.credits
      from ledger.snapshot n join ledger.account a on a.id = n.account_id
      where n.debits <> (select coalesce(sum(amount), 0) from ledger.transfer
          where debit_id = n.account_id and journal_id <= n.journal_id)
        or n.credits <> (select coalesce(sum(amount), 0) from ledger.transfer
          where credit_id = n.account_id and journal_id <= n.journal_id)`,
  ],
]
