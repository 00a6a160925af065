import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, newId } from '#base'
import { postRule, verify } from '#ledger'
import { accept, type MoneyRule, messageOf, recordConsents, type Way } from '#messaging'
import { createOrganization } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'

let stoa: TestApp
let organization: string
let admin: string
let finance: string
let support: string

before(async () => {
  // 11:30 in Kolkata: offers may be sent.
  stoa = await testApp({ start: '2026-11-23T06:00:00Z' })
  admin = await stoa.person({ staffRoles: ['admin'] })
  finance = await stoa.person({ staffRoles: ['finance'] })
  support = await stoa.person({ staffRoles: ['support'] })
  const at = stoa.clock.now()
  organization = await atomically(stoa.db, async (tx) => {
    const { id } = await createOrganization(tx, { name: 'City library' }, at)
    await postRule(
      tx,
      'package.sold',
      {
        organization: { type: 'organization', id },
        provider: 'card',
        currency: 'INR',
        net: 2_500n,
        tax: 0n,
        fee: 0n,
        parts: [{ asset: 'SMS', quantity: 100n, worth: 1n }],
      },
      { key: newId(), about: { type: 'test', id: 'x' }, by: 'test', at },
    )
    return id
  })
})
after(async () => {
  assert.deepEqual((await verify(stoa.db)).findings, [])
  await stoa[Symbol.asyncDispose]()
})

type Json = ReturnType<typeof JSON.parse>
type Answer = { status: number; body: Json }

async function ask(
  person: string,
  method: 'GET' | 'PUT' | 'DELETE',
  path: string,
  payload?: object,
): Promise<Answer> {
  const headers = await stoa.as(person)
  const url = `/api/messaging/sending${path}`
  const answer = await stoa.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: JSON.parse(answer.payload) }
}

const refused = ({ status, body }: Answer) => [status, body.code]

async function send(ends: string, category: 'marketing' | 'utility' = 'utility') {
  const now = stoa.clock.now()
  const to = `+9198000000${ends}`
  return atomically(stoa.db, async (tx) => {
    if (category === 'marketing') {
      const consent = {
        way: 'sms' as Way,
        address: to,
        category: 'marketing' as const,
        given: true,
        source: 'paper' as const,
        at: now,
      }
      await recordConsents(tx, organization, [consent], 'test', now)
    }
    const message = {
      key: newId(),
      way: 'sms' as const,
      to,
      category,
      lane: 'transactional' as const,
      content: { way: 'sms' as const, text: 'The reading room opens at eight.' },
      about: { type: 'organization', id: organization },
    }
    const [one] = await accept(tx, { type: 'organization', id: organization }, [message], now)
    return one!
  })
}

const lastAudit = async () => {
  const [row] = await stoa.db<{ deed: string; by: string; before: Json; after: Json }>`
    select deed, by, before, after from people.audit where about_type = 'sending_rules' order by id desc limit 1`
  return row!
}

test('hours of a country are added, seen, changed and removed; an offer accepted afterwards obeys them', async () => {
  const path = '/hours/IN/sms/marketing'
  const early = await send('10', 'marketing')
  assert.equal(`${early.dueAt}`, '2026-11-23T06:00:00Z')

  const hours = { opens: '14:00', closes: '18:00' }
  const set = await ask(admin, 'PUT', path, { seen: 0, hours })
  assert.equal(set.status, 200, JSON.stringify(set.body))
  assert.deepEqual([set.body.opens, set.body.setBy], ['14:00', `person:${admin}`])
  const logged = await lastAudit()
  assert.deepEqual([logged.deed, logged.after], ['sending_hours.set', hours])
  const waits = await send('11', 'marketing')
  assert.equal(`${waits.dueAt}`, '2026-11-23T08:30:00Z')
  // A notice is no offer.
  assert.equal(`${(await send('12')).dueAt}`, '2026-11-23T06:00:00Z')

  const again = await ask(admin, 'PUT', path, { seen: 0, hours })
  assert.deepEqual(refused(again), [409, 'sending_rules_changed'])
  assert.equal(again.body.facts.version, set.body.version)
  const wholeDay = { opens: '00:00', closes: '24:00' }
  const { version } = set.body
  const changed = await ask(admin, 'PUT', path, { seen: version, hours: wholeDay })
  assert.equal(changed.body.closes, '24:00')
  assert.equal(`${(await send('13', 'marketing')).dueAt}`, '2026-11-23T06:00:00Z')
  assert.deepEqual(refused(await ask(admin, 'DELETE', `${path}?seen=${version}`)), [
    409,
    'sending_rules_changed',
  ])
  const gone = await ask(admin, 'DELETE', `${path}?seen=${changed.body.version}`)
  assert.deepEqual(gone.body, { removed: true })
  const { items } = (await ask(support, 'GET', '/hours')).body
  assert.deepEqual(
    items.map((one: { country: string; way: string }) => `${one.country} ${one.way}`),
    ['* email', '* sms', '* whatsapp'],
  )
  const house = items.find((one: { way: string }) => one.way === 'sms')
  const removed = await ask(admin, 'DELETE', `/hours/*/sms/marketing?seen=${house.version}`)
  assert.deepEqual(refused(removed), [409, 'hours_needed'])
})

test('hours that cannot be are refused by name', async () => {
  const night = { seen: 0, hours: { opens: '22:00', closes: '07:00' } }
  const late = { seen: 0, hours: { opens: '10:00', closes: '24:30' } }
  const fine = { seen: 0, hours: { opens: '10:00', closes: '20:00' } }
  const put = (line: string, body: object) => ask(admin, 'PUT', `/hours/${line}`, body)
  assert.deepEqual(refused(await put('IN/sms/marketing', night)), [422, 'hours_unfit'])
  assert.deepEqual(refused(await put('IN/sms/marketing', late)), [400, 'request_invalid'])
  assert.deepEqual(refused(await put('XX/sms/marketing', fine)), [422, 'hours_country_unknown'])
  assert.deepEqual(refused(await put('IN/sms/authentication', fine)), [400, 'request_invalid'])
})

test('a new version of the money rules decides what is settled afterwards, and nothing that was', async () => {
  const settled = async (id: string) => (await messageOf(stoa.db, null, id)).settled
  const pass = () => stoa.deps.jobs.moveClock({ advance: 'PT10M' }, 'test')
  const first = await send('20')
  await pass()
  assert.equal((await settled(first.id!))?.outcome, 'captured')

  const [now] = (await ask(support, 'GET', '/money')).body.items
  assert.deepEqual([now.version, now.setBy], [1, 'stoa'])
  const rules: MoneyRule[] = now.rules
  const free: MoneyRule = {
    way: 'sms',
    reason: 'delivered',
    providerKind: 'sandbox',
    ifCharged: 'refund',
    ifFree: 'release',
  }
  const body = { seen: 1, note: 'A week of free tries', rules: [...rules, free] }
  const set = await ask(finance, 'PUT', '/money', body)
  assert.equal(set.status, 200, JSON.stringify(set.body))
  assert.deepEqual([set.body.version, set.body.setBy], [2, `person:${finance}`])
  const { before, after } = await lastAudit()
  assert.deepEqual([before.version, after.version, after.note], [1, 2, body.note])
  const second = await send('21')
  await pass()
  assert.equal((await settled(second.id!))?.outcome, 'refunded')
  assert.equal((await settled(first.id!))?.outcome, 'captured')
  assert.deepEqual(refused(await ask(finance, 'PUT', '/money', body)), [
    409,
    'sending_rules_changed',
  ])

  const wrong = async (given: MoneyRule[]) =>
    refused(await ask(finance, 'PUT', '/money', { ...body, seen: 2, rules: given }))
  const fewer = rules.filter(({ way, reason }) => way !== 'email' || reason !== 'failed')
  assert.deepEqual(await wrong(fewer), [422, 'money_rule_unfit'])
  assert.deepEqual(await wrong([...rules, free, free]), [422, 'money_rule_twice'])
  const unnamed = { ...free, ifCharged: 'release' as const }
  assert.deepEqual(await wrong([...rules, unnamed]), [422, 'money_rule_not_a_refund'])
  const { items } = (await ask(support, 'GET', '/money')).body
  assert.deepEqual(
    items.map(({ version }: { version: number }) => version),
    [2, 1],
  )
  await ask(finance, 'PUT', '/money', { seen: 2, note: 'As before', rules })
})

test('an organization’s own limit counts before that of the house, until it is taken away', async () => {
  const own = `/limits/organizations/${organization}`
  const { house, items } = (await ask(support, 'GET', '/limits')).body
  assert.deepEqual([house.perMinute, house.perDay, items], [200_000, 250_000, []])
  const set = await ask(finance, 'PUT', own, { seen: 0, limit: { perMinute: 1, perDay: 10 } })
  assert.deepEqual([set.status, set.body.name], [200, 'City library'])
  await stoa.deps.jobs.moveClock({ advance: 'PT2M' }, 'test')
  assert.equal((await send('30')).refusal, undefined)
  assert.equal((await send('31')).refusal, 'sending_limit')

  const more = { perMinute: 50, perDay: 100 }
  assert.deepEqual(refused(await ask(finance, 'PUT', own, { seen: 0, limit: more })), [
    409,
    'sending_rules_changed',
  ])
  const unfit = { seen: set.body.version, limit: { perMinute: 11, perDay: 10 } }
  assert.deepEqual(refused(await ask(finance, 'PUT', own, unfit)), [422, 'sending_limit_unfit'])
  const nobody = await ask(finance, 'PUT', `/limits/organizations/${newId()}`, {
    seen: 0,
    limit: more,
  })
  assert.deepEqual(refused(nobody), [404, 'sending_limit_nobody'])
  assert.equal((await ask(support, 'GET', '/limits')).body.items.length, 1)
  const gone = await ask(finance, 'DELETE', `${own}?seen=${set.body.version}`)
  assert.deepEqual(gone.body, { removed: true })
  assert.deepEqual((await lastAudit()).deed, 'sending_limit.removed')
  assert.equal((await send('32')).refusal, undefined)

  const forAll = { seen: house.version, limit: { perMinute: 1_000, perDay: 5_000 } }
  assert.equal((await ask(finance, 'PUT', '/limits/house', forAll)).status, 200)
  assert.deepEqual(refused(await ask(finance, 'PUT', '/limits/house', forAll)), [
    409,
    'sending_rules_changed',
  ])
})

test('who set at the same moment with the same sight: one counts, the other hears of it', async () => {
  const set = (opens: string) =>
    ask(admin, 'PUT', '/hours/DE/email/marketing', { seen: 0, hours: { opens, closes: '20:00' } })
  const both = await Promise.all([set('08:00'), set('09:00')])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
})

test('support reads and sets nothing, finance sets no hours, others see nothing', async () => {
  const stranger = await stoa.person()
  const moderator = await stoa.person({ staffRoles: ['moderator'] })
  for (const path of ['/hours', '/money', '/limits']) {
    assert.equal((await ask(support, 'GET', path)).status, 200)
    assert.equal((await ask(finance, 'GET', path)).status, 200)
    assert.equal((await ask(moderator, 'GET', path)).status, 403)
    assert.equal((await ask(stranger, 'GET', path)).status, 403)
  }
  const hours = { seen: 0, hours: { opens: '10:00', closes: '20:00' } }
  const limit = { seen: 0, limit: { perMinute: 1, perDay: 1 } }
  assert.equal((await ask(finance, 'PUT', '/hours/DE/sms/marketing', hours)).status, 403)
  assert.equal((await ask(support, 'PUT', '/hours/DE/sms/marketing', hours)).status, 403)
  assert.equal((await ask(support, 'PUT', '/limits/house', limit)).status, 403)
  const money = { seen: 1, note: 'None', rules: (await ask(support, 'GET', '/money')).body.items }
  assert.equal((await ask(support, 'PUT', '/money', money)).status, 403)
})
