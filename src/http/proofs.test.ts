import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically } from '#base'
import {
  checkConsistency,
  checkProof,
  hold,
  postRule,
  seal,
  sealingState,
  signerFrom,
} from '#ledger'
import { addMember, createOrganization } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'
import { NOON } from '../../test/classroom.ts'

const signer = signerFrom('the secret that seals in this test')
const publicKey = signer.publicKey.toString('hex')
const deed = (id: string) => ({
  key: id,
  about: { type: 'booking', id },
  by: 'schedule',
  at: NOON,
  metadata: { title: 'Spanish with Lucía' },
})

/** A learner bought credits (journal 1) and spent them (journal 2); all of it is sealed. */
async function withEntries(stoa: TestApp) {
  const learner = await stoa.person({ name: 'Mira Kaya' })
  const educator = await stoa.person()
  const buyer = { type: 'person', id: learner } as const
  await atomically(stoa.db, async (tx) => {
    const facts = { buyer, provider: 'sandbox', currency: 'USD', tax: 0n, fee: 175n }
    await postRule(tx, 'credits.purchased', { ...facts, net: 5000n, credits: 5000n }, deed('pack'))
    const held = await hold(tx, { ...deed('seat'), owner: buyer, asset: 'CREDIT', units: 5000n })
    const earner = { educator: { type: 'person', id: educator }, currency: 'USD' } as const
    await postRule(
      tx,
      'session.completed.credits',
      { ...earner, hold: held.id, face: 5000n, share: 3500n },
      deed('done'),
    )
  })
  await seal(stoa.db, signer, NOON)
  const get = async (url: string, person?: string) => {
    const headers = person ? await stoa.as(person) : {}
    const answer = await stoa.app.inject({ url: `/api${url}`, headers })
    return { status: answer.statusCode, text: answer.payload, ...answer.json() }
  }
  const transfers = await stoa.db<{ id: string; debit: string; credit: string }>`
    select t.journal_id || '.' || t.leg as id, d.address as debit, c.address as credit
    from ledger.transfer t join ledger.account d on d.id = t.debit_id join ledger.account c on c.id = t.credit_id
    order by t.journal_id, t.leg`
  return { learner, educator, get, transfers }
}

const withoutAnswer = ({ status: _s, text: _t, ...rest }: Record<string, unknown>) => rest

test('anybody gets the proof of a transfer, and learns from it nothing of what was booked', async () => {
  await using stoa = await testApp()
  const { get, transfers, learner } = await withEntries(stoa)
  for (const { id } of transfers) {
    const answer = await get(`/proofs/${id}`)
    assert.equal(answer.status, 200, id)
    // Not in its fingerprints, in which any four digits may stand by chance.
    const told = answer.text.replaceAll(/[0-9a-f]{64,}/g, '')
    for (const secret of [learner, 'Mira', 'Lucía', 'USD', '5000', 'wallet', 'pack'])
      assert.ok(!told.includes(secret), `${id} tells ${secret}`)
    // With the entry, which it has the fingerprint of, it is the proof that the ledger itself gives.
    const entry = await get(`/proofs/${id}/entry`, await stoa.person({ staffRoles: ['finance'] }))
    const { leaf: _leaf, ...proof } = withoutAnswer(answer)
    assert.ok(checkProof({ ...proof, row: entry.row } as never, publicKey), id)
  }
})

test('the content of an entry is for whom it concerns: payer, owner of the account, finance', async () => {
  await using stoa = await testApp()
  const { get, transfers, learner, educator } = await withEntries(stoa)
  const stranger = await stoa.person()
  const support = await stoa.person({ staffRoles: ['support'] })
  const finance = await stoa.person({ staffRoles: ['finance'] })
  const seen = async (person: string) => {
    const found: string[] = []
    for (const { id, debit, credit } of transfers) {
      const { status, code } = await get(`/proofs/${id}/entry`, person)
      if (status === 200) found.push(`${debit} ${credit}`.replaceAll(/[a-z]+:[^/]+\//g, ''))
      else assert.deepEqual([status, code], [403, 'not_allowed'])
    }
    return found
  }
  assert.equal((await seen(finance)).length, transfers.length)
  assert.deepEqual(await seen(stranger), [])
  assert.deepEqual(await seen(support), [])
  assert.deepEqual(await seen(educator), ['deferred_credits educator_held'])
  assert.deepEqual(await seen(learner), [
    'provider_clearing deferred_credits',
    'processing_fees deferred_credits',
    'wallet issued_purchase',
    'redeemed wallet',
  ])
  assert.equal((await get(`/proofs/${transfers[0]!.id}/entry`)).status, 401)
})

test('an organization’s entries are for those who look after its money', async () => {
  await using stoa = await testApp()
  const owner = await stoa.person()
  const billing = await stoa.person()
  const member = await stoa.person()
  const { id } = await atomically(stoa.db, (tx) =>
    createOrganization(tx, { name: 'Library' }, NOON),
  )
  await atomically(stoa.db, async (tx) => {
    for (const [person, role] of [
      [owner, 'owner'],
      [billing, 'billing'],
      [member, 'member'],
    ] as const)
      await addMember(tx, { organization: id, person, role }, NOON)
    await postRule(
      tx,
      'credits.granted',
      { to: { type: 'organization', id }, credits: 100n, reason: 'goodwill' },
      deed('gift'),
    )
  })
  await seal(stoa.db, signer, NOON)
  const status = async (person: string) =>
    (
      await stoa.app.inject({
        url: '/api/proofs/1.1/entry',
        headers: await stoa.as(person),
      })
    ).statusCode
  assert.deepEqual(
    [await status(owner), await status(billing), await status(member)],
    [200, 200, 403],
  )
})

test('what is not sealed yet, was never there, or is no transfer is said by name', async () => {
  await using stoa = await testApp()
  assert.deepEqual(
    withoutAnswer(await (await withEntries(stoa)).get('/proofs/99.1')).code,
    'unknown_transfer',
  )
  const { get } = { get: (url: string) => stoa.app.inject({ url: `/api${url}` }) }
  await atomically(stoa.db, (tx) =>
    postRule(
      tx,
      'credits.granted',
      { to: { type: 'person', id: 'x' }, credits: 1n, reason: 'goodwill' },
      deed('fresh'),
    ),
  )
  const fresh = await get('/proofs/3.1')
  assert.deepEqual(
    [fresh.statusCode, fresh.json().code, fresh.json().retry],
    [409, 'not_sealed_yet', 'later'],
  )
  assert.equal((await get('/proofs/abc')).statusCode, 400)
  assert.equal((await get('/proofs/1.999999')).statusCode, 400)
  assert.equal((await get('/proofs/1.99999')).statusCode, 404)
})

test('two heads: the later log begins with the earlier one', async () => {
  await using stoa = await testApp()
  const ask = async (url: string) => (await stoa.app.inject({ url: `/api${url}` })).json()
  assert.deepEqual(await ask('/proofs'), { head: null })
  assert.equal((await ask('/proofs/consistency?first=1')).code, 'not_found')
  const heads = []
  for (const id of ['one', 'two', 'three', 'four', 'five']) {
    await atomically(stoa.db, (tx) =>
      postRule(
        tx,
        'credits.granted',
        { to: { type: 'person', id: 'x' }, credits: 1n, reason: 'goodwill' },
        deed(id),
      ),
    )
    await seal(stoa.db, signer, NOON)
    heads.push((await ask('/proofs')).head)
  }
  for (const earlier of heads) {
    for (const later of heads.filter(({ size }) => size >= earlier.size)) {
      const { path, head } = await ask(
        `/proofs/consistency?first=${earlier.size}&size=${later.size}`,
      )
      assert.deepEqual(head, later)
      assert.ok(checkConsistency(earlier, later, path))
    }
  }
  assert.equal((await ask('/proofs/consistency?first=2')).size, 5)
  assert.equal((await ask('/proofs/consistency?first=4&size=2')).code, 'not_found')
  assert.equal((await ask('/proofs/consistency?first=4&size=9')).code, 'not_found')
  assert.equal((await ask('/proofs/consistency?first=0')).status, 400)
})

test('a person finds what the books say of an order or a booking, and where each can be checked', async () => {
  await using stoa = await testApp({ config: { url: 'https://stoa.example' } })
  const learner = await stoa.person()
  const mine = async (about: string, person = learner) => {
    const answer = await stoa.app.inject({
      url: `/api/user/entries?about=${about}`,
      headers: { host: 'stoa.example', ...(await stoa.as(person)) },
    })
    return answer.json().items as {
      transfer: string
      kind: string
      proof: string
      sealed: unknown
    }[]
  }
  const booking = '019aa4c2-7e3c-7b56-9d0e-3f6b2f1f9a10'
  assert.deepEqual(await mine(booking), [])
  await atomically(stoa.db, async (tx) => {
    await postRule(
      tx,
      'credits.granted',
      { to: { type: 'person', id: learner }, credits: 5n, reason: 'goodwill' },
      deed(booking),
    )
  })
  const [waiting] = await mine(booking)
  assert.equal(waiting!.sealed, null)
  await seal(stoa.db, signer, NOON)
  assert.deepEqual(
    (await mine(booking)).map(({ transfer, kind, proof, sealed }) => [
      transfer,
      kind,
      proof,
      sealed,
    ]),
    [
      [
        '1.1',
        'credits.granted',
        'https://stoa.example/proof/1.1',
        { block: 1, at: NOON.toString() },
      ],
    ],
  )
  assert.deepEqual(await mine(booking, await stoa.person()), [])
})

test('staff see whether sealing keeps up; the metrics say it too', async () => {
  await using stoa = await testApp()
  await withEntries(stoa)
  const ask = async (role: 'finance' | 'support') => {
    const headers = await stoa.as(await stoa.person({ staffRoles: [role] }))
    return stoa.app.inject({ url: '/api/ledger/sealing', headers })
  }
  assert.equal((await ask('support')).statusCode, 403)
  const calm = (await ask('finance')).json()
  assert.deepEqual([calm.waiting, calm.oldest, calm.late, calm.head.size], [0, null, false, 1])
  await atomically(stoa.db, (tx) =>
    postRule(
      tx,
      'credits.granted',
      { to: { type: 'person', id: 'x' }, credits: 1n, reason: 'goodwill' },
      deed('fresh'),
    ),
  )
  const behind = (await ask('finance')).json()
  assert.deepEqual([behind.waiting, behind.late, behind.mayTake], [1, false, 600])
  const { body } = await stoa.app.inject({ url: '/metrics' })
  assert.match(body, /^ledger_unsealed_transfers 1$/m)
  const [, seconds] = /^ledger_sealing_lag_seconds (\S+)/m.exec(body)!
  assert.ok(Number(seconds) >= 0 && Number(seconds) < 60)
  assert.equal((await sealingState(stoa.db)).waiting, 1)
})

test('proofs are asked for at a measured pace', async () => {
  await using stoa = await testApp({ app: { limits: { proof: 2 } } })
  const ask = async () => (await stoa.app.inject({ url: '/api/proofs' })).statusCode
  assert.deepEqual([await ask(), await ask(), await ask()], [200, 200, 429])
})
