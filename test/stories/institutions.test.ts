import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically } from '#base'
import {
  processPayouts,
  releaseHeld,
  schedulePayouts,
  tellTransitionEnds,
  topUpGuarantees,
} from '#earnings'
import { trialBalance, verify } from '#ledger'
import { completeDue, startSessions } from '#live'
import { buyCredits, openCheckout, payoutSender } from '#payments'
import { addMember, onePerson } from '#people'
import { type TestApp, testApp } from '../app.ts'
import { NOON, session } from '../classroom.ts'

/**
 *   A seat of 50.00 in credits (bought at their face), 60 % to the educator, 25 % to the school:
 *
 *     learner's 50.00 ── 30.00 educator ── topped up to what is guaranteed ──┐
 *                     ├─ 12.50 school ───────────────────────────────────────┤── payouts of the Monday
 *                     └─  7.50 platform
 */

let stoa: TestApp
let staff: string
let owner: string
let lena: string
const at = (text: string) => Temporal.Instant.from(text)

before(async () => {
  stoa = await testApp({ start: NOON.toString() })
  staff = await stoa.person({ name: 'Sofia', staffRoles: ['admin'] })
  owner = await stoa.person({ name: 'Otto' })
  lena = await stoa.person({ name: 'Lena' })
})
after(() => stoa[Symbol.asyncDispose]())

async function call(
  method: 'GET' | 'POST',
  person: string,
  url: string,
  payload?: object,
  status = [200, 201],
) {
  const answer = await stoa.app.inject({
    method,
    url,
    headers: await stoa.doing(person),
    ...(payload ? { payload } : {}),
  })
  assert.ok(
    status.includes(answer.statusCode),
    `${method} ${url}: ${answer.statusCode} ${answer.body}`,
  )
  return answer.json()
}
const get = (person: string, url: string) => call('GET', person, url)
const post = (person: string, url: string, payload: object = {}, status?: number[]) =>
  call('POST', person, url, payload, status)
/** What the schedule does of all this, at each of these moments. */
async function live(...moments: string[]): Promise<void> {
  const { db, clock, deps } = stoa
  const { payments } = deps
  for (const moment of moments) {
    const now = at(moment)
    clock.moveTo(now)
    await payments.sandbox!.advanceTo(now)
    await startSessions(db, now)
    await completeDue(db, now)
    await releaseHeld(db, now)
    await topUpGuarantees(db, now)
    await tellTransitionEnds(db, now)
    await schedulePayouts(db, now)
    await processPayouts(db, payoutSender(payments), now)
    await deps.jobs.settle()
  }
}

async function books(): Promise<Record<string, bigint>> {
  assert.deepEqual((await verify(stoa.db)).findings, [])
  const found: Record<string, bigint> = {}
  for (const { purpose, asset, balance } of await trialBalance(stoa.db))
    if (asset === 'USD' && balance !== 0n) found[purpose] = balance
  return found
}

/** Credits paid for on the sandbox's page, so that there is money to pay out of. */
async function buyForReal(person: string, credits: number): Promise<void> {
  const { db, deps, clock } = stoa
  const order = await atomically(db, (tx) =>
    buyCredits(tx, { personId: person, credits: BigInt(credits) * 100n }, clock.now()),
  )
  const { url } = await openCheckout(deps.payments, order.id, clock.now())
  await deps.payments.sandbox!.completeCheckout(
    url.slice(url.lastIndexOf('/') + 1),
    '4242 4242 4242 4242',
  )
  await deps.jobs.settle()
}

async function ready(ownerOf: { type: 'person' | 'organization'; id: string }): Promise<void> {
  const [row] = await stoa.db<{ ref: string }>`
    select ref from payments.payee where owner_type = ${ownerOf.type} and owner_id = ${ownerOf.id}`
  await stoa.deps.payments.sandbox!.makeReady(row!.ref)
  await stoa.deps.jobs.settle()
}

/** A class that is held, with one seat paid with credits. */
async function taught(educator: string, start: string): Promise<void> {
  const begin = at(start)
  const made = stoa.clock.now()
  const id = await session(stoa.db, educator, { start: begin, end: begin.add({ hours: 1 }), made })
  await post(lena, `/api/sessions/${id}/book`, { paymentMethod: 'CREDITS', creditAmount: 50 })
}

let school: string
let nora: string

test('a school comes with its instructors from a file; they answer themselves, and one is guaranteed a minimum', async () => {
  school = (await post(staff, '/api/institutions', { name: 'Lyra Languages' })).id
  await atomically(stoa.db, (tx) =>
    addMember(tx, { organization: school, person: owner, role: 'owner' }, NOON),
  )
  await post(staff, `/api/organizations/${school}/agreement`, {
    educatorRate: 6000,
    institutionRate: 2500,
  })
  // Those of the school see what is agreed, and cannot set it.
  await post(
    owner,
    `/api/organizations/${school}/agreement`,
    { educatorRate: 1, institutionRate: 1 },
    [403],
  )
  const seen = await get(owner, `/api/organizations/${school}/teaching`)
  assert.deepEqual([seen.agreements[0].educator, seen.agreements[0].platform], [0.6, 0.15])
  const preview = await get(staff, '/api/institution-shares?educatorRate=6000&institutionRate=2500')
  assert.deepEqual(
    [
      preview.credits.educator.amount,
      preview.credits.institution.amount,
      preview.card.educator.amount,
      preview.card.platform.amount,
    ],
    ['12.00', '5.00', '11.12', '3.00'],
  )

  nora = await stoa.person({ name: 'Nora', email: 'nora@example.org', emailVerified: true })
  const file = [
    'email,name,teaches,languages,zone,years_teaching,minimum,months',
    'nora@example.org,Nora Lind,classes,es,Europe/Madrid,3,120.00,2',
    'vera@example.org,Vera Sol,both,sv,Europe/Stockholm,1,,',
    'olaf@example,Olaf,maths,no,Oslo,,,',
  ].join('\r\n')
  const content = Buffer.from(file).toString('base64')
  const { id } = await post(staff, `/api/institutions/${school}/imports`, {
    fileName: 'staff.csv',
    content,
  })
  const shown = await get(staff, `/api/imports/${id}`)
  assert.deepEqual([shown.counts.person, shown.counts.new, shown.counts.bad], [1, 1, 1])
  assert.deepEqual(shown.items[2].faults.map(({ column }: { column: string }) => column).sort(), [
    'email',
    'teaches',
    'zone',
  ])
  assert.equal(
    (await post(staff, `/api/imports/${id}/run`, { rows: 'all' }, [409])).code,
    'import_has_faults',
  )
  assert.deepEqual(await post(staff, `/api/imports/${id}/run`, { rows: 'good' }), { invited: 2 })
  assert.deepEqual(await post(staff, `/api/imports/${id}/run`, { rows: 'good' }), { invited: 2 })
  await stoa.deps.jobs.settle()

  const [waiting] = (await get(nora, '/api/teaching-invitations')).items
  assert.deepEqual(
    [waiting.organization, waiting.guarantee.minimum.amount],
    ['Lyra Languages', '120.00'],
  )
  await post(nora, `/api/teaching-invitations/${waiting.id}/answer`, { accepts: true })
  const own = await get(nora, '/api/educator/institution')
  assert.deepEqual(
    [
      own.organization.name,
      own.agreement.educator,
      own.transitions[0].endsOn,
      own.transitions[0].soFar.minimum.amount,
    ],
    ['Lyra Languages', 0.6, '2027-01-21', '40.00'],
  )
  assert.equal((await onePerson(stoa.db, nora)).memberships[0]?.role, 'educator')
})

test('an institution’s month, and a transition with a guarantee: what each gets, and the books at the end', async () => {
  await post(nora, '/api/educator/payee', { country: 'ES' })
  await post(owner, `/api/organizations/${school}/teaching/payee`, { country: 'ES' })
  await ready({ type: 'person', id: nora })
  await ready({ type: 'organization', id: school })
  await buyForReal(lena, 400)
  const start = await books()
  await live('2026-11-25T12:00:00Z')
  await taught(nora, '2026-12-01T15:00:00Z')
  await live('2026-11-30T23:59:00Z')
  assert.equal((await books()).guarantees ?? 0n, 0n)
  await live('2026-12-01T00:05:00Z')
  // Ten days of November, nothing earned: 40.00 of 120.00.
  let [transition] = (await get(nora, '/api/educator/institution')).transitions
  assert.deepEqual(
    transition.months.map((one: Record<string, { amount: string }>) => [
      one.minimum!.amount,
      one.earned!.amount,
      one.topUp!.amount,
    ]),
    [['40.00', '0.00', '40.00']],
  )
  await live('2026-12-01T15:00:00Z', '2026-12-02T12:00:00Z')
  await taught(nora, '2026-12-08T15:00:00Z')
  await live(
    '2026-12-08T15:00:00Z',
    '2026-12-09T12:00:00Z',
    '2026-12-21T07:00:00Z',
    '2026-12-22T07:00:00Z',
    '2027-01-01T00:05:00Z',
  )
  ;[transition] = (await get(nora, '/api/educator/institution')).transitions
  assert.deepEqual(
    transition.months.map((one: Record<string, { amount: string }>) => [
      one.minimum!.amount,
      one.earned!.amount,
      one.topUp!.amount,
    ]),
    [
      ['120.00', '60.00', '60.00'],
      ['40.00', '0.00', '40.00'],
    ],
  )
  // Off for a month and a half: what was due is made up for, once, and its end is told.
  await live('2027-03-01T12:00:00Z', '2027-03-08T12:00:00Z', '2027-03-15T12:00:00Z')
  ;[transition] = (await get(nora, '/api/educator/institution')).transitions
  assert.deepEqual(
    [transition.state, transition.months[0].minimum.amount, transition.months[0].topUp.amount],
    ['over', '77.42', '77.42'],
  )

  const payouts = (await get(nora, '/api/educator/revenue/payouts')).items
  const lines: [string, string][] = []
  for (const { id } of payouts.toReversed()) {
    const { items } = await get(nora, `/api/educator/revenue/payouts/${id}`)
    for (const one of items) lines.push([one.title, one.net.amount])
  }
  assert.deepEqual(lines.toSorted(), [
    ['Guaranteed minimum, 2026-11', '40.00'],
    ['Guaranteed minimum, 2026-12', '60.00'],
    ['Guaranteed minimum, 2027-01', '77.42'],
    ['Spanish for the market', '30.00'],
    ['Spanish for the market', '30.00'],
  ])
  const theirs = await get(owner, `/api/organizations/${school}/teaching`)
  assert.deepEqual(
    [theirs.sums.paid.amount, theirs.sums.available.amount, theirs.payee],
    ['25.00', '0.00', 'ready'],
  )
  const [payout] = (await get(owner, `/api/organizations/${school}/teaching/payouts`)).items
  assert.equal(payout.amount.amount, '25.00')
  const { items: seats } = await get(owner, `/api/organizations/${school}/teaching/commissions`)
  assert.deepEqual(
    seats.map((one: { net: { amount: string } }) => one.net.amount),
    ['12.50', '12.50'],
  )
  // Of another school, nobody of this one sees anything.
  await post(owner, `/api/organizations/${staff}/teaching/payee`, { country: 'ES' }, [403])

  const end = await books()
  const moved = Object.fromEntries(
    [...new Set([...Object.keys(start), ...Object.keys(end)])]
      .map((purpose) => [purpose, (end[purpose] ?? 0n) - (start[purpose] ?? 0n)] as const)
      .filter(([purpose, amount]) => amount !== 0n && !/clearing|bank/.test(purpose)),
  )
  assert.deepEqual(moved, {
    deferred_credits: 10_000n,
    platform_fee: -1_500n,
    guarantees: 17_742n,
  })
  const told = (await get(nora, '/api/notices?limit=50')).items.map(
    ({ kind }: { kind: string }) => kind,
  )
  for (const kind of [
    'transition.agreed',
    'guarantee.topped_up',
    'transition.ending',
    'transition.ended',
  ])
    assert.ok(told.includes(kind), `${kind} was told: ${told}`)
})
