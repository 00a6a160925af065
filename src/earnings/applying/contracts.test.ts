import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Applying, days, NOW, refusal } from '../../../test/applicants.ts'
import {
  acceptContract,
  agreed,
  draftContract,
  ownContract,
  putContractInForce,
} from './contracts.ts'
import { applyingPolicy, setApplyingPolicy } from './numbers.ts'

let cast: Applying
let db: Applying['db']
const tx: Applying['tx'] = (work) => cast.tx(work)

before(async () => {
  cast = await Applying.open()
  db = cast.db
})
after(() => db[Symbol.asyncDispose]())

test('the agreement: what was accepted stands, with its proof; a new version asks again, by its day', async () => {
  const application = await cast.standing('approved')
  const id = application.personId
  const first = (await ownContract(db, id))!
  assert.deepEqual([first.acceptedAt, first.until], [null, null])
  await assert.rejects(agreed(db, id, NOW), refusal('contract_needed'))
  const accept = (contractId: string, hash: string, at = NOW) =>
    tx((t) => acceptContract(t, id, { contractId, hash, ip: '203.0.113.7' }, at))
  await assert.rejects(accept(first.id, 'another text'), refusal('contract_changed'))
  await accept(first.id, first.hash)
  await accept(first.id, first.hash, days(1))
  await agreed(db, id, NOW)
  const [proof] = await db`
    select version, hash, host(ip) as ip, at from earnings.contract_acceptance where person_id = ${id}`
  assert.deepEqual(proof, { version: first.version, hash: first.hash, ip: '203.0.113.7', at: NOW })
  await assert.rejects(
    db`update earnings.contract_acceptance set ip = '::1' where person_id = ${id}`,
  )
  await assert.rejects(
    db`update earnings.contract set words = 'Something else entirely' where id = ${first.id}`,
  )

  const second = await cast.inForce('independent', null, days(40), days(10))
  assert.equal(second.version, first.version + 1)
  const own = (await ownContract(db, id))!
  assert.deepEqual([own.id, own.acceptedAt, own.until], [second.id, null, days(40)])
  const [asked] =
    await db`select data from base.fact where kind = 'contract.asked' and about_id = ${id}`
  assert.ok(asked)
  await agreed(db, id, days(39))
  await assert.rejects(
    agreed(db, id, days(40)),
    refusal('contract_needed', { contract: second.id }),
  )
  await assert.rejects(accept(first.id, first.hash), refusal('contract_changed'))
  await accept(second.id, second.hash, days(41))
  await agreed(db, id, days(41))
  // One of their own country comes before the one for all.
  const german = await cast.inForce('independent', 'DE', days(80), days(50))
  assert.equal((await ownContract(db, id))?.id, german.id)
})

test('one draft a text, in force as it was read, each version once', async () => {
  const text = {
    payeeKind: 'independent',
    country: 'FR',
    title: 'Contrat',
    words: 'Ce que nous convenons ici.',
  } as const
  const put = (id: string, seen: string, acceptBy = days(9)) =>
    tx((t) => putContractInForce(t, id, { acceptBy, seen }, 'person:a', NOW))
  const one = await tx((t) => draftContract(t, text, 'person:a', NOW))
  const two = await tx((t) =>
    draftContract(t, { ...text, words: 'Ce que nous convenons, mieux dit.' }, 'person:b', NOW),
  )
  assert.deepEqual([two.id, two.version, two.writtenBy], [one.id, 1, 'person:b'])
  await assert.rejects(put(one.id, one.hash), refusal('contract_changed'))
  await assert.rejects(put(one.id, two.hash, NOW), refusal('accept_by_past'))
  const both = await Promise.allSettled([put(one.id, two.hash), put(one.id, two.hash)])
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
  await assert.rejects(put(one.id, two.hash), refusal('contract_stands'))
})

test('the numbers are set by version, and only over the one that was seen', async () => {
  const before = await applyingPolicy(db)
  const set = (seen: number) =>
    tx((t) => setApplyingPolicy(t, seen, { reapplyDays: 30 }, 'person:a', NOW))
  assert.deepEqual(await set(before.version), {
    ...before,
    version: before.version + 1,
    reapplyDays: 30,
  })
  await assert.rejects(set(before.version), refusal('applying_numbers_changed'))
  assert.deepEqual((await cast.standing('rejected')).reapplyAt, days(30))
  await assert.rejects(
    tx((t) => setApplyingPolicy(t, before.version + 1, { reviewDays: 0 }, 'person:a', NOW)),
    /check/,
  )
})
