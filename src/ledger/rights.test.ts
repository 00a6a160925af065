import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically } from '#base'
import { asAdmin, testDatabase } from '../../test/database.ts'
import { CHART } from './accounts.ts'
import { ASSETS, scaleOf, value } from './assets.ts'
import { hold, type Owner, postRule, seal, signerFrom, verify } from './index.ts'

const at = Temporal.Instant.from('2026-11-21T12:00:00Z')
const learner: Owner = { type: 'person', id: 'learner' }
const HISTORY = [
  'journal',
  'transfer',
  'lot_move',
  'hold_step',
  'refusal',
  'epoch',
  'block',
  'log_node',
]
const CURRENT = [
  'asset',
  'purpose',
  'account',
  'balance',
  'lot',
  'hold',
  'hold_lot',
  'snapshot',
  'watermark',
  'stock_sum',
]

test('the application may read everything and write nothing but through the functions', async () => {
  await using db = await testDatabase()
  const tables = await db<{ name: string }>`select relname as name from pg_class
    where relnamespace = 'ledger'::regnamespace and relkind = 'r' order by 1`
  assert.deepEqual(
    tables.map((one) => one.name),
    [...HISTORY, ...CURRENT].sort(),
  )
  const rights = await db<{ name: string; may: string[] | null }>`select c.relname as name,
      array_agg(p order by p) filter (where has_table_privilege('stoa_app', c.oid, p)) as may
    from pg_class c cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
    where c.relnamespace = 'ledger'::regnamespace and c.relkind in ('r', 'v') group by 1`
  for (const { name, may } of rights) assert.deepEqual(may, ['SELECT'], name)
  for (const name of tables.map((one) => one.name)) {
    for (const attack of [
      `delete from ledger.${name}`,
      `truncate ledger.${name} cascade`,
      `insert into ledger.${name} default values`,
    ]) {
      const run = db.pool.query(attack)
      await assert.rejects(run, { code: '42501' }, attack)
    }
  }
  const open = await db<{ name: string }>`select p.proname as name from pg_proc p
    where p.pronamespace = 'ledger'::regnamespace and has_function_privilege('stoa_app', p.oid, 'execute') order by 1`
  assert.deepEqual(
    open.map((one) => one.name),
    [
      'balance_of',
      'close_account',
      'due_lots',
      'expire_holds',
      'freeze_account',
      'freeze_lots',
      'hold_units',
      'look_at_hold',
      'look_at_stock',
      'next_block',
      'post',
      'post_set',
      'release_units',
      'roll_over',
      'seal_block',
      'sealed_form',
      'sealed_move',
      'set_floor',
      'shares',
      'stock_since',
      'sum_stock',
      'take_snapshots',
      'totals',
    ],
  )
})

test('the owner of the tables is refused as well, where a row is history', async () => {
  await using db = await testDatabase()
  await atomically(db, (tx) =>
    postRule(
      tx,
      'credits.granted',
      { to: learner, credits: 5n, reason: 'promotion' },
      { key: 'k', about: { type: 't', id: 't' }, by: 'test', at },
    ),
  )
  await seal(db, signerFrom('a secret of a test'), at)
  await asAdmin(async (owner) => {
    for (const name of HISTORY) {
      const { rows } = await owner.query(
        'select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and length(attidentity::text) = 0 limit 1',
        [`ledger.${name}`],
      )
      const column = rows[0].attname
      for (const attack of [
        `update ledger.${name} set ${column} = ${column}`,
        `delete from ledger.${name}`,
        `truncate ledger.${name} cascade`,
      ]) {
        await assert.rejects(owner.query(attack), /append-only/, attack)
      }
    }
  }, new URL(db.url).pathname.slice(1))
})

test('what must not be is refused by the row itself, whoever writes it', async () => {
  await using db = await testDatabase()
  await atomically(db, (tx) =>
    postRule(
      tx,
      'credits.purchased',
      {
        buyer: learner,
        provider: 'card',
        currency: 'USD',
        net: 100n,
        tax: 0n,
        fee: 0n,
        credits: 100n,
      },
      { key: 'k', about: { type: 't', id: 't' }, by: 'test', at },
    ),
  )
  const wrong: [what: string, sql: string, constraint: RegExp][] = [
    [
      'a transfer between two assets',
      'insert into ledger.transfer (journal_id, leg, amount, debit_id, credit_id) select 1, 9, 1, d.id, c.id from ledger.account d, ledger.account c where d.asset_id = 1 and c.asset_id <> 1 limit 1',
      /one_asset/,
    ],
    [
      'a transfer of nothing',
      'insert into ledger.transfer (journal_id, leg, amount, debit_id, credit_id) select 1, 9, 0, debit_id, credit_id from ledger.transfer limit 1',
      /ledger.units/,
    ],
    [
      'a transfer to itself',
      'insert into ledger.transfer (journal_id, leg, amount, debit_id, credit_id) select 1, 9, 1, debit_id, debit_id from ledger.transfer limit 1',
      /one_asset/,
    ],
    [
      'a wallet below its floor',
      "update ledger.balance b set posted = -1 from ledger.account a where a.id = b.account_id and a.purpose = 'wallet'",
      /never_below_floor/,
    ],
    [
      'more held than there is',
      "update ledger.balance b set held = 101 from ledger.account a where a.id = b.account_id and a.purpose = 'wallet'",
      /never_below_floor/,
    ],
    ['a lot with more held than left', 'update ledger.lot set held = 101', /lot/],
    ['an empty lot that is open', 'update ledger.lot set remaining = 0', /lot/],
    ['basis left in an empty lot', 'update ledger.lot set remaining = 0, open = false', /lot/],
    [
      'the same key twice',
      'insert into ledger.journal (happened_at, written_at, kind, about_type, about_id, by, key, hash) select happened_at, written_at, kind, about_type, about_id, by, key, hash from ledger.journal',
      /journal_key/,
    ],
    [
      'a reversal of the future',
      "insert into ledger.journal (happened_at, written_at, kind, about_type, about_id, by, key, hash, reverses) select happened_at, written_at, kind, about_type, about_id, by, 'other', hash, 999 from ledger.journal",
      /journal/,
    ],
    [
      'an account whose number names another asset',
      'update ledger.account set asset_id = 2 where asset_id = 1',
      /account/,
    ],
  ]
  await asAdmin(async (owner) => {
    for (const [what, sql, constraint] of wrong)
      await assert.rejects(owner.query(sql), constraint, what)
  }, new URL(db.url).pathname.slice(1))
})

test('a transfer that points at an account or a journal that is not there is named by verify', async () => {
  await using db = await testDatabase()
  await atomically(db, (tx) =>
    postRule(
      tx,
      'credits.granted',
      { to: learner, credits: 5n, reason: 'promotion' },
      { key: 'k', about: { type: 't', id: 't' }, by: 'test', at },
    ),
  )
  await asAdmin(async (owner) => {
    await owner.query('set session_replication_role = replica')
    await owner.query(`insert into ledger.transfer (journal_id, leg, amount, debit_id, credit_id)
      select 1, 2, 1, debit_id + 1024 * 1000, credit_id from ledger.transfer where journal_id = 1
      union all select 77, 1, 1, debit_id, credit_id from ledger.transfer where journal_id = 1`)
  }, new URL(db.url).pathname.slice(1))
  const { findings } = await verify(db)
  assert.deepEqual(
    findings
      .filter(({ what }) => what === 'transfer_names_what_is_not_there')
      .map(({ where }) => where),
    ['transfer 1.2', 'transfer 77.1'],
  )
})

test('lots, holds and balances that point at what is not there are named by verify, each', async () => {
  await using db = await testDatabase()
  await atomically(db, (tx) =>
    postRule(
      tx,
      'credits.granted',
      { to: learner, credits: 5n, reason: 'promotion' },
      { key: 'k', about: { type: 't', id: 't' }, by: 'test', at },
    ),
  )
  await atomically(db, (tx) =>
    hold(tx, {
      key: 'h',
      about: { type: 't', id: 't' },
      by: 'test',
      at,
      owner: learner,
      asset: 'CREDIT',
      units: 2n,
    }),
  )
  await asAdmin(async (owner) => {
    await owner.query(`
      insert into ledger.lot_move (lot_id, units, basis, fee, kind, happened_at) values (9001, 1, 0, 0, 'grace', now());
      insert into ledger.hold_lot select hold_id, 8, 9002, 1, 0, 0, 1, 0, 0 from ledger.hold_lot;
      insert into ledger.hold_lot select 9003, 1, lot_id, 1, 0, 0, 1, 0, 0 from ledger.hold_lot where ord = 1;
      insert into ledger.hold_step (hold_id, ord, kind, units, by, happened_at) values (9004, 1, 'release', 1, 't', now());
      insert into ledger.balance (account_id) values (9005);
      update ledger.lot set journal_id = 9006;
      insert into ledger.hold (account_id, units, happened_at, written_at, posted_after, held_after, about_type, about_id,
        by, key, hash) select 9007, 1, now(), now(), 0, 0, 't', 't', 't', 'other', hash from ledger.hold`)
  }, new URL(db.url).pathname.slice(1))
  const { findings } = await verify(db)
  const [lot] = await db<{ id: bigint }>`select id from ledger.lot`
  const [made] = await db<{ id: bigint }>`select id from ledger.hold where key = 'h'`
  const [other] = await db<{ id: bigint }>`select id from ledger.hold where key = 'other'`
  assert.deepEqual(
    findings
      .filter(({ what }) => what === 'row_names_what_is_not_there')
      .map(({ where, facts }) => `${where} → ${facts.names}`)
      .sort(),
    [
      'balance of account 9005 → account 9005',
      `hold ${other!.id} → account 9007`,
      'hold_step 9004.1 → hold 9004',
      `lot ${lot!.id} → journal 9006`,
      'lot_move of lot 9001 → lot 9001',
      `piece ${made!.id}.8 → lot 9002`,
      'piece 9003.1 → hold 9003',
    ].sort(),
  )
})

test('assets and the chart of accounts are the same in the code and in the database', async () => {
  await using db = await testDatabase()
  const assets = await db<{
    id: number
    code: string
    scale: number
    kind: string
  }>`select id, code, scale, kind from ledger.asset order by id`
  assert.deepEqual(
    assets,
    [...ASSETS.values()].map(({ id, code, scale, kind }) => ({ id, code, scale, kind })),
  )
  assert.ok(assets.length > 160)
  assert.equal(scaleOf('JPY'), 0)
  assert.throws(() => value(1n, 'GOLD'), { code: 'unknown_asset' })
  const chart = await db<{
    name: string
    class: string
    side: string
    bounded: boolean
  }>`select name, class, side, bounded from ledger.purpose order by name`
  const own = Object.entries(CHART).map(([name, [kind, side, bounded]]) => ({
    name,
    class: kind,
    side,
    bounded: bounded === 'bounded',
  }))
  assert.deepEqual(
    chart,
    own.sort((a, b) => (a.name < b.name ? -1 : 1)),
  )
})
