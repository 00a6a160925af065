import { atomically, type Db, type Query, sql, type Tx } from '#base'
import { brokenBlocks, sealedWrong } from './seals.ts'
import { firstOf, type Wrong } from './wrong.ts'

/** Something that is wrong in the books, and where. */
export type Finding = { what: string; where: string; facts: Record<string, unknown> }

/**
 * Recomputes the books from their history and names what does not agree:
 * balances = sum of transfers, running balances, lots = wallets, holds = what is held,
 * lots = their moves, basis of credit lots = deferred credits, and every sealed row, block and head.
 * Given a database it looks with two connections at once, and may use memory for it.
 */
export async function verify(q: Query | Db): Promise<{ ok: boolean; findings: Finding[] }> {
  const findings = checks.map((): Finding[] => [])
  const waiting = [...checks.entries()]
  const look = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, [what, run]] = next
      const rows = 'pool' in q ? await atomically(q, (tx) => roomy(tx, run)) : await run(q)
      findings[place] = rows.map(({ where, what: own, ...facts }) => ({
        what: String(own ?? what),
        where,
        facts,
      }))
    }
  }
  await Promise.all('pool' in q ? [look(), look()] : [look()])
  const found = findings.flat()
  return { ok: found.length === 0, findings: found }
}

/** Sorts of a million rows are done in memory instead of on the disk. */
async function roomy(tx: Tx, run: (q: Query) => Promise<Wrong[]>): Promise<Wrong[]> {
  await tx`set local work_mem = '128MB'`
  return run(tx)
}

const checks: [string, (q: Query) => Promise<Wrong[]>][] = [
  ['sealed_rows', sealedWrong],
  ['accounts', accountsWrong],
  ['basis', basisWrong],
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
  ['block_is_broken', brokenBlocks],
  [
    'transfer_names_what_is_not_there',
    (q) =>
      firstOf(
        q,
        sql`select 'transfer ' || t.journal_id || '.' || t.leg as where, 'journal ' || t.journal_id as names
      from ledger.transfer t where not exists (select from ledger.journal where id = t.journal_id)`,
      ),
  ],
  [
    'row_names_what_is_not_there',
    (q) =>
      firstOf(
        q,
        sql`select x.where, x.names from (
        select 'balance of account ' || b.account_id as where, 'account ' || b.account_id as names
        from ledger.balance b where not exists (select from ledger.account where id = b.account_id)
        union all select 'lot ' || l.id, 'account ' || l.account_id
        from ledger.lot l where not exists (select from ledger.balance where account_id = l.account_id)
        union all select 'lot ' || l.id, 'journal ' || l.journal_id
        from ledger.lot l where not exists (select from ledger.journal where id = l.journal_id)
        union all select 'lot_move of lot ' || m.lot_id, 'lot ' || m.lot_id
        from ledger.lot_move m where not exists (select from ledger.lot where id = m.lot_id)
        union all select 'hold ' || h.id, 'account ' || h.account_id
        from ledger.hold h where not exists (select from ledger.balance where account_id = h.account_id)
        union all select 'piece ' || x.hold_id || '.' || x.ord, 'hold ' || x.hold_id
        from ledger.hold_lot x where not exists (select from ledger.hold where id = x.hold_id)
        union all select 'piece ' || x.hold_id || '.' || x.ord, 'lot ' || x.lot_id
        from ledger.hold_lot x where not exists (select from ledger.lot where id = x.lot_id)
        union all select 'hold_step ' || s.hold_id || '.' || s.ord, 'hold ' || s.hold_id
        from ledger.hold_step s where not exists (select from ledger.hold where id = s.hold_id)
      ) x`,
      ),
  ],
  [
    'lot_moves_are_not_the_transfer',
    (q) =>
      firstOf(
        q,
        sql`select 'transfer ' || x.journal_id || '.' || x.leg as where,
        (select address from ledger.account where id = x.account_id),
        coalesce(sum(x.amount), 0)::bigint as amount, coalesce(sum(x.moved), 0)::bigint as moved
      from (
        select t.journal_id, t.leg, t.debit_id as account_id, t.amount::bigint, null::bigint as moved
        from ledger.transfer t join ledger.account a on a.id = t.debit_id and a.lots
        union all select t.journal_id, t.leg, t.credit_id, -t.amount, null
        from ledger.transfer t join ledger.account a on a.id = t.credit_id and a.lots
        union all select m.journal_id, m.leg, l.account_id, null, m.units
        from ledger.lot_move m join ledger.lot l on l.id = m.lot_id where m.journal_id is not null
      ) x group by x.journal_id, x.leg, x.account_id
      having coalesce(sum(x.amount), 0) <> coalesce(sum(x.moved), 0)`,
      ),
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
  [
    'stock_sum_is_not_the_sum_so_far',
    (q) => q<Wrong>`select b.lot_id as where, b.used, b.cost, b.lost, b.earned
      from ledger.stock_sum b
      cross join lateral (
        select coalesce(-sum(m.units) filter (where m.kind = 'use'), 0) as used,
          coalesce(-sum(m.basis) filter (where m.kind = 'use'), 0) as cost,
          coalesce(-sum(m.units) filter (where m.kind in ('expire', 'revoke')), 0) as lost
        from ledger.lot_move m where m.lot_id = b.lot_id and m.journal_id <= b.journal_id
      ) m
      left join (
        select s.lot_id, sum(s.amount) as earned
        from ledger.shares(array(select distinct m.journal_id from ledger.stock_sum x
          join ledger.lot_move m on m.lot_id = x.lot_id and m.kind = 'use' and m.journal_id <= x.journal_id),
          'capture', 'use') s
        join ledger.stock_sum x on x.lot_id = s.lot_id and s.journal_id <= x.journal_id group by s.lot_id
      ) e on e.lot_id = b.lot_id
      where (b.used, b.cost, b.lost, b.earned) <> (m.used, m.cost, m.lost, coalesce(e.earned, 0))`,
  ],
]

/**
 * Each bounded account, transfer by transfer: the running balance goes on from the one before, and so does time;
 * the last is the balance. Transfers of accounts that are not there are named on the way.
 */
function accountsWrong(q: Query): Promise<Wrong[]> {
  return firstOf(
    q,
    sql`select v.what, v.where, coalesce(a.address || ' ' || s.code, 'account ' || f.id) as account, v.has, v.computed,
      f.written_at, f.before
    from (
      select x.*, coalesce(x.id, b.account_id) as account_id, b.posted
      from (
        select e.*, j.written_at, lag(j.written_at) over w as before,
          coalesce(lag(e.after) over w, 0)::numeric + e.change as computed, lead(e.id) over w is null as last
        from (
          select t.debit_id as id, t.journal_id, t.leg, t.debit_after as after, a.id is null as nowhere,
            case a.side when 'debit' then t.amount else -t.amount end as change
          from ledger.transfer t left join ledger.account a on a.id = t.debit_id where a.bounded is not false
          union all
          select t.credit_id, t.journal_id, t.leg, t.credit_after, a.id is null,
            case a.side when 'debit' then -t.amount else t.amount end
          from ledger.transfer t left join ledger.account a on a.id = t.credit_id where a.bounded is not false
        ) e left join ledger.journal j on j.id = e.journal_id
        window w as (partition by e.id order by e.journal_id, e.leg)
      ) x full join ledger.balance b on b.account_id = case when x.last then x.id end
      where x.nowhere or x.after is distinct from x.computed or x.before > x.written_at
        or (x.last is not false and b.posted is distinct from coalesce(x.computed, 0))
    ) f
    left join ledger.account a on a.id = f.account_id left join ledger.asset s on s.id = a.asset_id
    cross join lateral (
      select 'transfer_names_what_is_not_there' as what, 'transfer ' || f.journal_id || '.' || f.leg as where,
        null as has, null as computed where f.nowhere
      union all select 'running_balance_is_not_the_sum_so_far', 'transfer ' || f.journal_id || '.' || f.leg,
        f.after::text, f.computed::text where not f.nowhere and f.after is distinct from f.computed
      union all select 'account_ran_backwards', 'journal ' || f.journal_id, null, null where f.before > f.written_at
      union all select 'balance_is_not_the_sum_of_its_transfers', a.address || ' ' || s.code, f.posted::text,
        coalesce(f.computed, 0)::text
        where f.last is not false and a.bounded and f.posted is distinct from coalesce(f.computed, 0)
    ) v`,
  )
}

/** What is left of the basis of lots is what the books carry for it. */
function basisWrong(q: Query): Promise<Wrong[]> {
  return q<Wrong>`with own as (
      select a.id, a.purpose, a.side, s.code from ledger.account a join ledger.asset s on s.id = a.asset_id
      where a.purpose in ('deferred_credits', 'deferred_messages', 'inventory')
    ), booked as (
      select code, purpose, sum(amount) as amount from (
        select o.code, o.purpose, case o.side when 'debit' then t.amount else -t.amount end as amount
        from ledger.transfer t join own o on o.id = t.debit_id
        union all
        select o.code, o.purpose, case o.side when 'debit' then -t.amount else t.amount end
        from ledger.transfer t join own o on o.id = t.credit_id
      ) x group by 1, 2
    ), carried as (
      select c.code, case when s.kind = 'credit' then 'deferred_credits'
          when a.purpose = 'stock' then 'inventory' else 'deferred_messages' end as purpose, sum(l.basis_left) as amount
      from ledger.lot l join ledger.account a on a.id = l.account_id join ledger.asset s on s.id = a.asset_id
      join ledger.asset c on c.id = l.basis_asset_id where s.kind in ('credit', 'message') and l.open group by 1, 2
    )
    select case coalesce(b.purpose, c.purpose) when 'deferred_credits' then 'basis_of_credits_is_not_deferred_credits'
        else 'basis_of_messages_is_not_deferred_or_inventory' end as what,
      coalesce(b.code, c.code) || ' ' || coalesce(b.purpose, c.purpose) as where,
      coalesce(b.amount, 0)::text as booked, coalesce(c.amount, 0)::text as carried
    from booked b full join carried c on c.code = b.code and c.purpose = b.purpose
    where coalesce(b.amount, 0) <> coalesce(c.amount, 0)`
}
