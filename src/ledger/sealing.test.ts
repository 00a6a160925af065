import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, openDatabase, raw } from '#base'
import { asAdmin, testDatabase } from '../../test/database.ts'
import {
  checkConsistency,
  checkHead,
  checkProof,
  head,
  nextSealing,
  type Owner,
  postRule,
  prove,
  proveConsistency,
  seal,
  sealingLag,
  signerFrom,
  verify,
} from './index.ts'
import { isConsistent, leafHash, nodeHash, rootOf, splitAt } from './merkle.ts'
import { stretches, transfersWrong } from './seals.ts'

const at = Temporal.Instant.from('2026-11-21T12:00:00Z')
const learner: Owner = { type: 'person', id: 'learner' }
const signer = signerFrom('a secret that is long enough for a test')
const publicKey = signer.publicKey.toString('hex')

function buy(db: Db, key: string) {
  return atomically(db, (tx) =>
    postRule(
      tx,
      'credits.purchased',
      {
        buyer: learner,
        provider: 'card',
        currency: 'USD',
        net: 100n,
        tax: 8n,
        fee: 3n,
        credits: 100n,
      },
      { key, about: { type: 'order', id: key }, by: 'test', at, metadata: { note: key } },
    ),
  )
}

test('RFC 6962: known roots, and every path of every tree up to 20 leaves', async () => {
  assert.equal(
    rootOf([]).toString('hex'),
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
  assert.equal(
    leafHash(Buffer.alloc(0)).toString('hex'),
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  )
  // The vectors of certificate-transparency's own test suite.
  const inputs = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ]
  const leaves = inputs.map((text) => leafHash(Buffer.from(text, 'hex')))
  const roots = [1, 2, 3, 8].map((size) => rootOf(leaves.slice(0, size)).toString('hex'))
  assert.deepEqual(roots, [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ])
  // The tree as the RFC tells it: split at the largest power of two below its size.
  const told = (some: Buffer[]): Buffer =>
    some.length === 1
      ? some[0]!
      : nodeHash(told(some.slice(0, splitAt(some.length))), told(some.slice(splitAt(some.length))))
  const many = Array.from({ length: 20 }, (_, n) => leafHash(Buffer.of(n)))
  for (let size = 1; size <= many.length; size++) {
    assert.deepEqual(rootOf(many.slice(0, size)), told(many.slice(0, size)), `${size} leaves`)
  }
  assert.equal(
    isConsistent(3, rootOf(leaves.slice(0, 3)), 7, rootOf(leaves.slice(0, 7)), []),
    false,
  )
})

test('nothing is lost behind a transaction that stays open, and every transfer is proved', async () => {
  await using db = await testDatabase()
  await buy(db, 'first')
  const open = Promise.withResolvers<void>()
  const written = Promise.withResolvers<void>()
  const waiting = atomically(db, async (tx) => {
    const receipt = await postRule(
      tx,
      'access.earned',
      { currency: 'USD', amount: 5n },
      { key: 'slow', about: { type: 't', id: 's' }, by: 'test', at },
    )
    written.resolve()
    await open.promise
    return receipt
  })
  await written.promise
  for (let n = 0; n < 5; n++) await buy(db, `later ${n}`)
  await seal(db, signer, at)
  const behind = await sealingLag(db)
  assert.equal(
    behind.transfers,
    20,
    'what was written after the open transaction began waits for it',
  )
  open.resolve()
  const slowReceipt = await waiting
  const heads = [(await head(db))!]
  for (let n = 0; n < 6; n++) {
    await buy(db, `more ${n}`)
    await seal(db, signer, at.add({ seconds: n }))
    heads.push((await head(db))!)
  }
  const [counts] = await db<{ written: bigint; sealed: bigint; once: bigint }>`
    select (select count(*) from ledger.transfer) as written, count(*) as sealed, count(distinct (j, l)) as once
    from ledger.block, unnest(journals, legs) as x (j, l)`
  assert.deepEqual([counts!.sealed, counts!.once], [counts!.written, counts!.written])
  assert.equal((await sealingLag(db)).transfers, 0)
  assert.ok(await prove(db, `${slowReceipt.journalId}.1`))

  const rows = await db<{ id: string }>`select journal_id || '.' || leg as id from ledger.transfer`
  for (const { id } of rows) assert.ok(checkProof(await prove(db, id), publicKey), id)
  for (const [index, earlier] of heads.entries()) {
    assert.ok(checkHead(earlier, publicKey))
    for (const later of heads.slice(index)) {
      const path = await proveConsistency(db, earlier.size, later.size)
      assert.ok(checkConsistency(earlier, later, path), `${earlier.size} in ${later.size}`)
      if (earlier.size < later.size) {
        assert.ok(!checkConsistency({ ...earlier, root: later.root }, later, path))
        assert.ok(!checkConsistency(earlier, { ...later, root: earlier.root }, path))
      }
    }
  }
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
  const cut = await stretches(db, 4)
  assert.ok(cut.length > 3, 'a history of some length is looked at in pieces')
  for (const [index, { from, to }] of cut.entries()) {
    assert.equal(from, index === 0 ? -(2n ** 63n) : cut[index - 1]!.to + 1n)
    assert.ok(to > from)
  }
  assert.equal(cut.at(-1)!.to, 2n ** 63n - 1n)
  await buy(db, 'sealed after it was cut')
  await seal(db, signer, at.add({ seconds: 9 }))
  for (const stretch of cut) assert.deepEqual(await transfersWrong(db, stretch), [])
  await assert.rejects(prove(db, '999.1'), { code: 'unknown_transfer' })
  const fresh = await buy(db, 'not yet')
  await assert.rejects(prove(db, `${fresh.journalId}.1`), { code: 'not_sealed_yet' })
})

test('the sealed bytes name only types that have the same number on every server', async () => {
  await using db = await testDatabase()
  await buy(db, 'typed')
  const [row] = await db<{ bytes: Buffer }>`select bytes from ledger.sealed_form_view limit 1`
  // As PostgreSQL sends a record: how many fields, then of each its type, its length (-1: null) and its bytes.
  const { bytes } = row!
  let place = 4
  for (let field = 0; field < bytes.readInt32BE(0); field++) {
    const type = bytes.readUInt32BE(place)
    assert.ok(type < 10_000, `field ${field} is of type ${type}, which initdb did not make`)
    place += 8 + Math.max(0, bytes.readInt32BE(place + 4))
  }
  assert.equal(place, bytes.length)
})

test('a proof fails when any part of it is another', async () => {
  await using db = await testDatabase()
  for (let n = 0; n < 5; n++) {
    await buy(db, `order ${n}`)
    await seal(db, signer, at)
  }
  const proof = await prove(db, '3.2')
  assert.ok(checkProof(proof, publicKey))
  const flip = (text: string) => (text.startsWith('0') ? `1${text.slice(1)}` : `0${text.slice(1)}`)
  const forged = [
    { ...proof, row: Buffer.from('another row').toString('base64') },
    { ...proof, index: proof.index + 1 },
    { ...proof, index: 99 },
    { ...proof, blockPath: proof.blockPath.slice(1) },
    { ...proof, logPath: proof.logPath.map(flip) },
    { ...proof, block: { ...proof.block, prev: flip(proof.block.prev) } },
    { ...proof, block: { ...proof.block, sealedAt: at.add({ seconds: 1 }).toString() } },
    { ...proof, head: { ...proof.head, root: flip(proof.head.root) } },
    { ...proof, head: { ...proof.head, signature: flip(proof.head.signature) } },
    { ...proof, head: { ...proof.head, size: proof.head.size + 1 } },
  ]
  for (const [index, one] of forged.entries())
    assert.ok(!checkProof(one, publicKey), `forgery ${index}`)
  assert.ok(!checkProof(proof, signerFrom('another secret').publicKey.toString('hex')))
})

/** Every way of changing what is sealed; each must be found, and named. */
const attacks: [how: string, sql: string, found: string, where: RegExp][] = [
  [
    'an amount',
    'update ledger.transfer set amount = amount + 1 where journal_id = 2 and leg = 1',
    'sealed_row_was_changed',
    /^transfer 2\.1$/,
  ],
  [
    'a running balance',
    'update ledger.transfer set debit_after = 7 where journal_id = 2 and leg = 2',
    'sealed_row_was_changed',
    /^transfer 2\.2$/,
  ],
  [
    'a side',
    'update ledger.transfer set debit_id = credit_id, credit_id = debit_id where journal_id = 1 and leg = 1',
    'sealed_row_was_changed',
    /^transfer 1\.1$/,
  ],
  ...(
    [
      ['kind', "'other'"],
      ['about_type', "'other'"],
      ['about_id', "'other'"],
      ['by', "'other'"],
      ['key', "'other'"],
      ['hash', "decode(repeat('01', 32), 'hex')"],
      ['happened_at', "happened_at + interval '1 microsecond'"],
      ['written_at', "written_at + interval '1 microsecond'"],
      ['xid', 'xid + 1'],
      ['metadata', `'{"note": "other"}'`],
      ['reverses', '1'],
    ] as const
  ).map(([column, value]): [string, string, string, RegExp] => [
    `journal.${column}`,
    `update ledger.journal set ${column} = ${value} where id = 2`,
    'sealed_row_was_changed',
    /^transfer 2\./,
  ]),
  [
    'a row taken out',
    'delete from ledger.transfer where journal_id = 3 and leg = 3',
    'sealed_row_was_changed',
    /^transfer 3\.3$/,
  ],
  [
    'a row slipped in',
    'insert into ledger.transfer (journal_id, leg, amount, debit_id, credit_id) select 3, 99, 1, debit_id, credit_id from ledger.transfer where journal_id = 3 and leg = 1',
    'row_was_slipped_in',
    /^transfer 3\.99$/,
  ],
  [
    'an account renamed',
    "update ledger.account set owner_id = 'thief' where owner_id = 'learner'",
    'sealed_row_was_changed',
    /^transfer 1\.4$/,
  ],
  [
    'the basis of a lot',
    'update ledger.lot set basis = 200 where id = 1',
    'sealed_row_was_changed',
    /^transfer 1\.4$/,
  ],
  [
    'a lot move',
    'update ledger.lot_move set fee = 0 where lot_id = 1',
    'sealed_row_was_changed',
    /^transfer 1\.4$/,
  ],
  [
    'the units of a lot move',
    'update ledger.lot_move set units = units - 1 where lot_id = 1',
    'lot_moves_are_not_the_transfer',
    /^transfer 1\.4$/,
  ],
  [
    'a lot move by a transfer of others',
    'insert into ledger.lot_move (lot_id, journal_id, units, basis, fee, leg, kind, happened_at) select lot_id, journal_id, 5, 0, 0, 1, kind, happened_at from ledger.lot_move where lot_id = 1',
    'lot_moves_are_not_the_transfer',
    /^transfer 1\.1$/,
  ],
  [
    'a lot move by no transfer',
    'update ledger.lot_move set leg = 77 where lot_id = 1',
    'lot_moves_are_not_the_transfer',
    /^transfer 1\.77$/,
  ],
  [
    'a leaf',
    "update ledger.block set leaves = overlay(leaves placing '\\x00'::bytea from 1 for 1) where number = 1",
    'block_is_broken',
    /^block 1$/,
  ],
  [
    'a root',
    "update ledger.block set root = decode(repeat('00', 32), 'hex') where number = 2",
    'block_is_broken',
    /^block 2$/,
  ],
  [
    'a link',
    "update ledger.block set prev = decode(repeat('11', 32), 'hex') where number = 2",
    'block_is_broken',
    /^block 2$/,
  ],
  [
    'a signature',
    "update ledger.block set signature = decode(repeat('00', 64), 'hex') where number = 2",
    'block_is_broken',
    /^block 2$/,
  ],
  [
    'a head',
    "update ledger.block set head = decode(repeat('00', 32), 'hex') where number = 3",
    'block_is_broken',
    /^block 3$/,
  ],
  [
    'a block taken out',
    'delete from ledger.block where number = 2',
    'block_is_broken',
    /^block [23]$/,
  ],
  [
    'a balance',
    'update ledger.balance set posted = posted + 1',
    'balance_is_not_the_sum_of_its_transfers',
    /card\/provider_clearing USD|learner\/wallet CREDIT/,
  ],
  [
    'a lot',
    'update ledger.lot set remaining = remaining - 1 where id = 1',
    'lots_are_not_the_wallet',
    /learner\/wallet CREDIT/,
  ],
]

test('whoever changes anything that is sealed is found, and told where', async () => {
  await using db = await testDatabase()
  for (let n = 1; n <= 3; n++) {
    await buy(db, `order ${n}`)
    await seal(db, signer, at)
  }
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
  const owner = openDatabase({ url: db.url, size: 1 })
  for (const [how, attack, found, where] of attacks) {
    const nothingKept = atomically(owner, async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`${raw(attack)}`
      const { findings } = await verify(tx)
      const hit = findings.filter((one) => one.what === found && where.test(one.where))
      assert.ok(
        hit.length > 0,
        `${how}: ${JSON.stringify(findings.slice(0, 5), (_k, v) => (typeof v === 'bigint' ? `${v}` : v))}`,
      )
      // However small the pieces are in which history is looked at, the transfer is named.
      if (where.source.startsWith('^transfer')) {
        const wrong = []
        for (const stretch of await stretches(tx, 1))
          wrong.push(...(await transfersWrong(tx, stretch)))
        assert.ok(
          wrong.some((one) => one.what === found && where.test(one.where)),
          how,
        )
      }
      throw rolledBack
    })
    await assert.rejects(nothingKept, rolledBack)
  }
  await owner.close()
})

const rolledBack = new Error('The attack is undone')

test('after a restore into another server a new epoch begins, and what was not sealed yet comes first', async () => {
  await using db = await testDatabase()
  await buy(db, 'sealed before')
  await seal(db, signer, at)
  await buy(db, 'not sealed before')
  await asAdmin(async (owner) => {
    await owner.query('set session_replication_role = replica')
    await owner.query('update ledger.epoch set system_id = 1')
    // As after a restore: old rows with transaction numbers that are still to come.
    await owner.query(
      "update ledger.journal set xid = xid + 1000000 where key = 'not sealed before'",
    )
  }, new URL(db.url).pathname.slice(1))
  await buy(db, 'in the new epoch')
  assert.ok((await seal(db, signer, at)) > 0)
  const blocks = await db<{ epoch: number; journals: string }>`
    select epoch, (select string_agg(distinct j.key, ', ' order by j.key) from ledger.journal j where j.id = any (journals)) as journals
    from ledger.block order by number`
  assert.deepEqual(blocks, [
    { epoch: 1, journals: 'sealed before' },
    { epoch: 2, journals: 'in the new epoch, not sealed before' },
  ])
  for (const id of ['1.1', '2.1', '3.1']) assert.ok(checkProof(await prove(db, id), publicKey), id)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('restored into a server whose transaction numbers are lower: it is seen that sealing is due, and nothing open is left out', async () => {
  await using db = await testDatabase()
  await buy(db, 'sealed before')
  await seal(db, signer, at)
  await buy(db, 'not sealed before')
  await asAdmin(async (owner) => {
    await owner.query('set session_replication_role = replica')
    await owner.query('update ledger.epoch set system_id = 1')
    await owner.query('update ledger.journal set xid = xid + 1000000')
    await owner.query(
      `update ledger.block set xid_to = (select xid + 1 from ledger.journal where key = 'sealed before')`,
    )
  }, new URL(db.url).pathname.slice(1))
  const waiting = async () => [
    (await sealingLag(db)).transfers,
    (await db<{ due: boolean }>`select (${nextSealing}) is not null as due`)[0]!.due,
  ]
  assert.deepEqual(await waiting(), [4, true])

  const open = Promise.withResolvers<void>()
  const written = Promise.withResolvers<void>()
  const slow = atomically(db, async (tx) => {
    const facts = { currency: 'USD', amount: 5n }
    const deed = { key: 'slow', about: { type: 't', id: 's' }, by: 'test', at }
    await postRule(tx, 'access.earned', facts, deed)
    written.resolve()
    await open.promise
  })
  await written.promise
  await buy(db, 'numbered after it, and committed before it')
  const findings = async () => (await verify(db)).findings.map(({ what }) => what)
  // The seals were tampered with to play the restore, so their bytes differ; nothing else may be found.
  assert.deepEqual([...new Set(await findings())], ['sealed_row_was_changed'])
  const sealing = seal(db, signer, at)
  await new Promise((later) => setTimeout(later, 100))
  open.resolve()
  await Promise.all([slow, sealing])
  await seal(db, signer, at)
  assert.deepEqual(await waiting(), [0, false])
  assert.deepEqual([...new Set(await findings())], ['sealed_row_was_changed'])
  const [counts] = await db<{ written: bigint; sealed: bigint }>`
    select (select count(*) from ledger.transfer) as written, count(distinct (j, l)) as sealed
    from ledger.block, unnest(journals, legs) as x (j, l)`
  assert.equal(counts!.sealed, counts!.written)
})
