/**
 * A transaction that many clients play over and over: random numbers, then statements in which `:name`
 * stands for one of them. `keep`: the single value that a statement answers is known by that name to
 * those after it. Several statements are one database transaction if `together`.
 */
export type Script = {
  set: Record<string, readonly [from: number, to: number]>
  steps: { sql: string; keep?: string }[]
  together?: boolean
}

/** The TPC-B-like transaction as the pgbench manual has it, at scale 50; pgbench has it built in. */
export const TPCB_SCALE = 50
export const tpcb: Script = {
  set: {
    aid: [1, 100_000 * TPCB_SCALE],
    bid: [1, TPCB_SCALE],
    tid: [1, 10 * TPCB_SCALE],
    delta: [-5_000, 5_000],
  },
  together: true,
  steps: [
    { sql: 'update pgbench_accounts set abalance = abalance + :delta where aid = :aid' },
    { sql: 'select abalance from pgbench_accounts where aid = :aid' },
    { sql: 'update pgbench_tellers set tbalance = tbalance + :delta where tid = :tid' },
    { sql: 'update pgbench_branches set bbalance = bbalance + :delta where bid = :bid' },
    {
      sql: 'insert into pgbench_history (tid, bid, aid, delta, mtime) values (:tid, :bid, :aid, :delta, current_timestamp)',
    },
  ],
}

// pgbench takes every colon for a variable, so addresses are put together with chr(58).
const person = (variable: string, purpose: string) =>
  `'person' || chr(58) || 'p' || (:${variable})::int || '/${purpose}'`
const ours = (purpose: string) => `'platform' || chr(58) || 'stoa/${purpose}'`
const HASH = "decode(repeat('00', 32), 'hex')"
const USD = 1
const AT = "timestamptz '2026-11-22'"
const NOTHING = 'array[0::bigint]'
const CREDIT = "(select id from ledger.asset where code = 'CREDIT')"

type Post = {
  accounts: [string, string]
  asset: string | number
  bounded: string
  changes: string
  unheld: string
  lots: string
  /** The first account is credited, not debited: units leave a wallet so. */
  credited?: boolean
}

/** The statement that the ledger sends for a journal of one transfer from the first account to the second. */
function post({ accounts, asset, bounded, changes, unheld, lots, credited }: Post): string {
  const sides = credited ? 'array[2], array[1]' : 'array[1], array[2]'
  return [
    `select ledger.post(gen_random_uuid()::text, ${HASH}, 'bench', 'bench', 'bench', 'bench', ${AT}, null, null,`,
    `false, array[${accounts.join(', ')}], array[${asset}, ${asset}]::smallint[], array[${bounded}],`,
    `array[${changes}]::bigint[], array[${unheld}]::bigint[], ${sides}, array[1::bigint],`,
    `${NOTHING}, ${NOTHING}, ${lots})`,
  ].join(' ')
}

/** Money moves between two bounded accounts, or between one and a hot account of the platform. */
export function transfer(hot: boolean): Script {
  const other = hot ? ours('payout_fees') : person('b', 'educator_available')
  return {
    set: { a: [0, 4_999], b: [5_000, 9_999] },
    steps: [
      {
        sql: post({
          accounts: [person('a', 'educator_available'), other],
          asset: USD,
          bounded: hot ? 'true, false' : 'true, true',
          changes: '-1, 1',
          unheld: '0, 0',
          lots: 'null',
        }),
      },
    ],
  }
}

const hold = {
  sql: `select (ledger.hold_units(gen_random_uuid()::text, ${HASH}, ${person('a', 'wallet')}, 'CREDIT', 1, null, 'bench', 'bench', 'bench', ${AT}, null) ->> 'id') as hold`,
  keep: 'hold',
}
const capture = {
  sql: post({
    accounts: [person('a', 'wallet'), ours('redeemed')],
    asset: CREDIT,
    bounded: 'true, false',
    changes: '-1, 1',
    unheld: '1, 0',
    credited: true,
    lots: `jsonb_build_array(jsonb_build_object('leg', 1, 'do', 'capture', 'hold', (:hold)::bigint, 'units', 1))`,
  }),
}

const take = {
  sql: post({
    accounts: [person('a', 'wallet'), ours('redeemed')],
    asset: CREDIT,
    bounded: 'true, false',
    changes: '-1, 1',
    unheld: '0, 0',
    credited: true,
    lots: `'[{"leg": 1, "do": "take", "units": 1, "release": {"from": "deferred_credits", "to": "deferred_courses"}}]'`,
  }),
}

/** One unit spent over lots at once. */
export const spend: Script = { set: { a: [0, 999] }, steps: [take] }

/** A hold and its capture, each a transaction. */
export const pair: Script = { set: { a: [0, 999] }, steps: [hold, capture] }

/** pgledger's own function, between two of its accounts (their ids by number in bench_account). */
export function pgledger(hot: boolean): Script {
  const id = (which: string) => `(select id from bench_account where n = ${which})`
  return {
    set: { a: [0, 4_999], b: [5_000, 9_999] },
    steps: [
      {
        sql: `select id from pgledger_create_transfer(${id(':a')}, ${id(hot ? '5000' : ':b')}, 1)`,
      },
    ],
  }
}

/** As a file for pgbench. */
export function forPgbench({ set, steps, together }: Script): string {
  const lines = Object.entries(set).map(
    ([name, [from, to]]) => `\\set ${name} random(${from}, ${to})`,
  )
  const body = steps.map(({ sql, keep }) => (keep ? `${sql} \\gset` : `${sql};`))
  return [...lines, ...(together ? ['begin;', ...body, 'commit;'] : body), ''].join('\n')
}

/** As statements for pg: text with `$n`, and the names that the numbers stand for. */
export function forPg({ steps }: Script): { text: string; names: string[]; keep?: string }[] {
  return steps.map(({ sql, keep }) => {
    const names: string[] = []
    const text = sql.replace(/(?<!:):([a-z]+)/g, (_, name: string) => {
      if (!names.includes(name)) names.push(name)
      return `$${names.indexOf(name) + 1}`
    })
    return keep ? { text, names, keep } : { text, names }
  })
}
