import { atomically, type Db, type Query, sql, type Tx } from '#base'
import { brokenBlocks, stretches, transfersWrong } from './seals.ts'
import { firstOf, type Wrong } from './wrong.ts'

/** Something that is wrong in the books, and where. */
export type Finding = { what: string; where: string; facts: Record<string, unknown> }

/**
 * Recomputes the books from their history and names what does not agree:
 * balances = sum of transfers, running balances, lots = wallets, holds = what is held,
 * lots = their moves, what lots moved = transfers, basis of credit lots = deferred credits, and every sealed row, block and head.
 * Given a database it looks with two connections at once, and may use memory for it.
 */
export async function verify(q: Query | Db): Promise<{ ok: boolean; findings: Finding[] }> {
  // The short ones last, so that both connections end at about the same time.
  const checks: Check[] = [
    ['accounts', accountsWrong],
    ...(await stretches(q)).map(
      (stretch): Check => ['transfers', (some) => transfersWrong(some, stretch)],
    ),
    ...whole,
  ]
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

/**
 * Sorts of a million rows are done in memory instead of on the disk, and two connections at once are as many
 * processes as this should take. Rows that lie in one order in all tables are merged, not hashed: in a hash of a
 * million, nearly every row is a miss of the processor's cache. Each stretch of history is planned for its own length.
 */
async function roomy(tx: Tx, run: (q: Query) => Promise<Wrong[]>): Promise<Wrong[]> {
  await tx`select set_config('work_mem', '128MB', true), set_config('max_parallel_workers_per_gather', '0', true),
    set_config('enable_hashjoin', 'off', true), set_config('random_page_cost', '1.1', true),
    set_config('plan_cache_mode', 'force_custom_plan', true)`
  return run(tx)
}

type Check = [what: string, run: (q: Query) => Promise<Wrong[]>]

const whole: Check[] = [
  ['basis', basisWrong],
  [
    'lots_are_not_the_wallet',
    (
      q,
    ) => q<Wrong>`select a.address || ' ' || s.code as where, x.posted, x.held, x.lots, x.lots_held
      from (
        select b.account_id, b.posted, b.held, coalesce(l.remaining, 0) as lots, coalesce(l.held, 0) as lots_held
        from ledger.balance b
        left join (select account_id, sum(remaining) as remaining, sum(held) as held from ledger.lot where open group by 1) l
          on l.account_id = b.account_id
        where b.posted <> coalesce(l.remaining, 0) or b.held <> coalesce(l.held, 0)
        -- Money has no lots, so that there are many of these; what they are is asked of these only.
        offset 0
      ) x join ledger.account a on a.id = x.account_id and a.lots join ledger.asset s on s.id = a.asset_id`,
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
    (q) => q<Wrong>`select case when l.id is null then 'row_names_what_is_not_there' end as what,
        case when l.id is null then 'lot_move of lot ' || m.lot_id else 'lot ' || l.id end as where,
        case when l.id is null then 'lot ' || m.lot_id end as names,
        l.remaining, l.basis_left, l.fee_left, m.units, m.basis, m.fee
      from ledger.lot l full join (select lot_id, sum(units) as units, sum(basis) as basis, sum(fee) as fee
        from ledger.lot_move group by 1) m on m.lot_id = l.id
      where l.remaining is distinct from coalesce(m.units, 0) or l.basis_left is distinct from coalesce(m.basis, 0)
        or l.fee_left is distinct from coalesce(m.fee, 0)`,
  ],
  ['block_is_broken', brokenBlocks],
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
    sql`with lacking as materialized (
      -- A bounded account's transfers have a running balance; who has transfers without is asked once.
      select n.id from (
        select debit_id as id from ledger.transfer where debit_after is null
        union select credit_id from ledger.transfer where credit_after is null
      ) n where (select a.bounded from ledger.account a where a.id = n.id) is not false
    )
    select v.what, v.where, coalesce(a.address || ' ' || s.code, 'account ' || f.id) as account, v.has, v.computed,
      f.written_at, f.before
    from (
      select x.*, coalesce(x.id, b.account_id) as account_id, b.posted, x.so_far::numeric + x.change as computed
      from (
        select e.*, a.id is null as nowhere, j.written_at, lag(j.written_at) over w as before,
          coalesce(lag(e.after) over w, 0) as so_far, case a.side when e.side then e.amount else -e.amount end as change,
          lead(e.id) over w is null as last
        from (
          select t.debit_id as id, t.journal_id, t.leg, t.debit_after as after, 'debit' as side, t.amount::bigint
          from ledger.transfer t where t.debit_after is not null or t.debit_id in (select id from lacking)
          union all
          select t.credit_id, t.journal_id, t.leg, t.credit_after, 'credit', t.amount
          from ledger.transfer t where t.credit_after is not null or t.credit_id in (select id from lacking)
        ) e left join ledger.account a on a.id = e.id left join ledger.journal j on j.id = e.journal_id
        where a.bounded is not false
        window w as (partition by e.id order by e.journal_id, e.leg)
      ) x full join ledger.balance b on b.account_id = case when x.last then x.id end
      where x.nowhere or x.before > x.written_at
        -- Where the sum may be beyond what eight bytes hold, it is made with more of them.
        or case when x.so_far between ${-FAR} and ${FAR} and x.change between ${-FAR} and ${FAR}
          then x.after is distinct from x.so_far + x.change else x.after is distinct from x.so_far::numeric + x.change end
        or (x.last is not false and b.posted is distinct from coalesce(x.after, 0))
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

/** Two of these are no more than a bigint holds. */
const FAR = 4n * 10n ** 18n

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
      join ledger.asset c on c.id = l.basis_asset_id where s.kind in ('credit', 'message') and l.open and l.basis_left <> 0 group by 1, 2
    )
    select case coalesce(b.purpose, c.purpose) when 'deferred_credits' then 'basis_of_credits_is_not_deferred_credits'
        else 'basis_of_messages_is_not_deferred_or_inventory' end as what,
      coalesce(b.code, c.code) || ' ' || coalesce(b.purpose, c.purpose) as where,
      coalesce(b.amount, 0)::text as booked, coalesce(c.amount, 0)::text as carried
    from booked b full join carried c on c.code = b.code and c.purpose = b.purpose
    where coalesce(b.amount, 0) <> coalesce(c.amount, 0)`
}
