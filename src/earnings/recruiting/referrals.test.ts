import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, deadlines, newId } from '#base'
import { verify } from '#ledger'
import { books, educator, hours, NOON, owed, person, refused } from '../../../test/classroom.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import {
  claimReferral,
  decideReferral,
  enrol,
  listReferrals,
  nextReferral,
  noteDelivery,
  referralCode,
  rewardReferrals,
  setJoiningRules,
} from '../index.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase()
  const rule = { referralBonus: 5_000n, referralSessions: 3, referralDays: 60 }
  await atomically(db, (tx) => setJoiningRules(tx, rule, 'person:staff', NOON))
})
after(async () => {
  assert.deepEqual((await verify(db)).findings, [])
  await db[Symbol.asyncDispose]()
})

const codeOf = (id: string) => atomically(db, (tx) => referralCode(tx, id, NOON))
const claim = (code: string, who: string, now = NOON) =>
  atomically(db, (tx) => claimReferral(tx, { code, person: who }, now))
const begins = (who: string, now = NOON) =>
  atomically(db, (tx) =>
    enrol(
      tx,
      {
        personId: who,
        name: 'Vera Sol',
        zone: 'UTC',
        kinds: ['class'],
        yearsTeaching: 0,
        organizationId: '00000000-0000-8000-8000-000000000001',
      },
      'person:staff',
      now,
    ),
  )
const holds = (who: string, now: Temporal.Instant) =>
  atomically(db, (tx) =>
    noteDelivery(tx, { id: newId(), educator: who, kind: 'class', outcome: 'held' }, now),
  )
const outcomeOf = async (referrer: string) =>
  (await listReferrals(db, { referrer, limit: 10 })).items.map((one) => one.outcome)

test('who brought somebody is said once, before they teach, and never of oneself or in a circle', async () => {
  const nora = await educator(db, { name: 'Nora' })
  const code = await codeOf(nora)
  assert.equal(await codeOf(nora), code)
  await assert.rejects(codeOf(newId()), refused('unknown_educator'))
  const vera = await person(db, 'Vera')
  await assert.rejects(claim('zzzzzzzz', vera), refused('referral_code_unknown'))
  await assert.rejects(claim(code, nora), refused('referral_of_oneself'))
  await claim(code.toUpperCase(), vera)
  await claim(code, vera)
  const other = await codeOf(await educator(db, { name: 'Olga' }))
  await assert.rejects(claim(other, vera), refused('referral_taken'))
  await begins(vera)
  // A circle: whom somebody brought cannot have brought them.
  await assert.rejects(claim(await codeOf(vera), nora), refused('referral_too_late'))
  assert.deepEqual(
    (await listReferrals(db, { referrer: nora, limit: 5 })).items.map(
      ({ name, sessionsHeld, bonus }) => [name, sessionsHeld, bonus],
    ),
    [['Vera Sol', 0, 5_000n]],
  )
})

test('the bonus is paid once, when enough sessions were held in time, by its own posting rule', async () => {
  const nora = await educator(db, { name: 'Nora' })
  const vera = await person(db, 'Vera')
  await claim(await codeOf(nora), vera)
  await begins(vera, hours(24))
  for (const days of [2, 3]) await holds(vera, hours(24 * days))
  assert.equal(await rewardReferrals(db, hours(24 * 4)), 0)
  // The rule of the day on which it was said stays.
  await atomically(db, (tx) =>
    setJoiningRules(tx, { referralBonus: 900n }, 'person:staff', hours(24 * 4)),
  )
  await holds(vera, hours(24 * 5))
  const [due] = await deadlines(db, [nextReferral])
  assert.equal(due?.toString(), hours(24 * 5).toString())
  const before = await books(db, ['recruiting'])
  const runs = await Promise.all([
    rewardReferrals(db, hours(24 * 5)),
    rewardReferrals(db, hours(24 * 5)),
  ])
  assert.deepEqual(runs.toSorted(), [0, 1])
  assert.equal(await rewardReferrals(db, hours(24 * 6)), 0)
  assert.equal((await books(db, ['recruiting'])).recruiting! - before.recruiting!, 5_000n)
  assert.equal(await owed(db, nora, 'educator_available'), 5_000n)
  assert.deepEqual(await outcomeOf(nora), ['rewarded'])
})

test('too late, or never taught: nothing is paid', async () => {
  const nora = await educator(db, { name: 'Nora' })
  const [late, never] = [await person(db, 'Late'), await person(db, 'Never')]
  const code = await codeOf(nora)
  await claim(code, late)
  await claim(code, never, hours(1))
  await begins(late)
  for (const days of [58, 59, 61]) await holds(late, hours(24 * days))
  assert.equal(await rewardReferrals(db, hours(24 * 59)), 0)
  await rewardReferrals(db, hours(24 * 62))
  assert.deepEqual(await outcomeOf(nora), ['lapsed', 'lapsed'])
  assert.equal(await owed(db, nora, 'educator_available'), 0n)
})

test('a bonus between two who are paid at one bank account waits for staff', async () => {
  await atomically(db, (tx) => setJoiningRules(tx, { referralBonus: 5_000n }, 'person:staff', NOON))
  const paired = async (name: string) => {
    const nora = await educator(db, { name: 'Nora' })
    const vera = await person(db, name)
    await claim(await codeOf(nora), vera)
    await begins(vera)
    for (const id of [nora, vera])
      await db`
        insert into payments.payee (owner_type, owner_id, provider, ref, country, state, bank_mark, opened_at, ready_at)
        values ('person', ${id}, 'sandbox', ${id}, 'ES', 'ready', ${`bank of ${name}`}, ${NOON}, ${NOON})`
    for (const days of [1, 2, 3]) await holds(vera, hours(24 * days))
    assert.equal(await rewardReferrals(db, hours(24 * 4)), 1)
    assert.deepEqual(await outcomeOf(nora), ['held back'])
    assert.equal(await owed(db, nora, 'educator_available'), 0n)
    const decide = (pays: boolean) =>
      atomically(db, (tx) =>
        decideReferral(
          tx,
          { person: vera, pays, reason: 'We looked into it' },
          'person:staff',
          hours(24 * 6),
        ),
      )
    return { nora, decide }
  }
  const flat = await paired('Flatmates')
  await flat.decide(true)
  assert.equal(await owed(db, flat.nora, 'educator_available'), 5_000n)
  await assert.rejects(flat.decide(false), refused('referral_not_held_back'))
  const same = await paired('Same')
  await same.decide(false)
  assert.deepEqual(await outcomeOf(same.nora), ['refused'])
  assert.equal(await owed(db, same.nora, 'educator_available'), 0n)
})
