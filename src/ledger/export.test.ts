import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { atomically, type Db, formatUnits } from '#base'
import { testDatabase } from '../../test/database.ts'
import { assetOf } from './assets.ts'
import { plainAccount } from './export.ts'
import { accounts, exportBooks, hold, type Owner, postRule } from './index.ts'

const start = Temporal.Instant.from('2026-11-21T12:00:00Z')
const learner: Owner = { type: 'person', id: 'lena' }
const educator: Owner = { type: 'person', id: 'ivan' }

async function live(db: Db): Promise<void> {
  await atomically(db, async (tx) => {
    for (let day = 0; day < 5; day++) {
      const at = start.add({ hours: 24 * day })
      const deed = (key: string) => ({
        key: `${key} ${day}`,
        about: { type: 'a "b"', id: 'c;d, e' },
        by: 'test',
        at,
      })
      const pay = { provider: 'card', currency: 'USD', tax: 8n, fee: 5n }
      await postRule(
        tx,
        'credits.purchased',
        { buyer: learner, ...pay, net: 5000n, credits: 5000n },
        deed('buy'),
      )
      await postRule(tx, 'tokens.earned', { to: learner, tokens: 150n }, deed('earn'))
      await postRule(
        tx,
        'booking.paid',
        { provider: 'card', currency: 'JPY', net: 2000n, tax: 0n, fee: 72n },
        deed('yen'),
      )
      await postRule(
        tx,
        'booking.paid',
        { provider: 'card', currency: 'KWD', net: 2001n, tax: 0n, fee: 3n },
        deed('dinar'),
      )
      const seat = await hold(tx, {
        ...deed('seat'),
        owner: learner,
        asset: 'CREDIT',
        units: 3333n,
      })
      await postRule(
        tx,
        'session.completed.credits',
        { hold: seat.id, educator, currency: 'USD', face: 3333n, share: 2333n },
        deed('done'),
      )
    }
  })
}

const text = async (lines: AsyncIterable<string>) => (await Array.fromAsync(lines)).join('')

/** Balances by account and asset, + debit, as of a moment. */
async function ours(db: Db, at?: Temporal.Instant): Promise<Map<string, string>> {
  const rows = await accounts(db, { at, limit: 1000 })
  return new Map(
    rows
      .filter((row) => row.balance !== 0n)
      .map((row) => {
        const units = row.side === 'debit' ? row.balance : -row.balance
        return [
          `${plainAccount(row.address, row.class)} ${row.asset}`,
          formatUnits(units, assetOf(row.asset).scale),
        ]
      }),
  )
}

test('hledger computes the same balances, to the unit', async (t) => {
  await using db = await testDatabase()
  await live(db)
  const version = spawnSync('hledger', ['--version'], { encoding: 'utf8' })
  if (version.error) {
    t.diagnostic('hledger is not installed here: the export was written and not checked by it')
  }
  for (const at of [undefined, start.add({ hours: 50 })]) {
    const journal = await text(exportBooks(db, 'hledger', { at }))
    assert.match(journal, /^decimal-mark \./m)
    assert.match(journal, /Assets:Provider-Clearing:Provider:card {2}19\.98|2001|1\.998 KWD/)
    if (version.error) continue
    const run = spawnSync(
      'hledger',
      ['-f', '-', 'balance', '--flat', '--no-total', '--output-format=csv', '--layout=bare'],
      {
        encoding: 'utf8',
        input: journal,
        env: { PATH: '/usr/bin:/usr/local/bin', LC_ALL: 'C.UTF-8' },
      },
    )
    assert.equal(run.status, 0, run.stderr)
    const theirs = new Map(
      run.stdout
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').map((part) => part.replaceAll('"', '')))
        .filter(([, , amount]) => Number(amount) !== 0)
        .map(([account, asset, amount]) => [`${account} ${asset}`, amount!]),
    )
    assert.deepEqual([...theirs].sort(), [...(await ours(db, at))].sort())
  }
})

test('CSV and beancount hold every transfer, quoted so that any text is safe', async () => {
  await using db = await testDatabase()
  await live(db)
  const [row] = await db<{ n: bigint }>`select count(*) as n from ledger.transfer`
  const lines = (await text(exportBooks(db, 'csv'))).trim().split('\n')
  assert.equal(BigInt(lines.length - 1), row!.n)
  assert.ok(lines[1]!.includes('"a ""b""","c;d, e"'), lines[1]!)
  const beans = await text(exportBooks(db, 'beancount'))
  assert.equal(beans.match(/^\d{4}-\d\d-\d\d \* /gm)!.length, 25)
  const opened = new Set([...beans.matchAll(/^\S+ open (\S+)$/gm)].map((match) => match[1]!))
  for (const [, account] of beans.matchAll(/^ {2}([A-Z]\S+) {2}-?[\d.]+ [A-Z]+$/gm)) {
    assert.ok(opened.has(account!), `${account} is used and not opened`)
    assert.match(account!, /^(Assets|Liabilities|Income|Expenses|Equity)(:[A-Z0-9][A-Za-z0-9-]*)+$/)
  }
})
