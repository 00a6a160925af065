import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, newId } from '#base'
import { postRule, verify } from '#ledger'
import { takeInbound } from '#messaging'
import { addMember, createOrganization, grantStaffRole, type OrgRole } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'

const SANDBOX = '01900000-0000-7000-8000-0000000005b0'

/** A library with its people, a number given by staff over HTTP, and credits. */
async function library(stoa: TestApp) {
  const { db, clock } = stoa
  const people: Record<string, string> = {}
  for (const role of ['owner', 'manager', 'billing', 'staff', 'stranger'])
    people[role] = await stoa.person()
  const { id } = await atomically(db, async (tx) => {
    const made = await createOrganization(tx, { name: 'Reading Room' }, clock.now())
    for (const role of ['owner', 'manager', 'billing'] as OrgRole[])
      await addMember(tx, { organization: made.id, person: people[role]!, role }, clock.now())
    await grantStaffRole(tx, { person: people.staff!, role: 'support', by: 'test' }, clock.now())
    await postRule(
      tx,
      'package.sold',
      {
        organization: { type: 'organization', id: made.id },
        provider: 'sandbox',
        currency: 'INR',
        net: 44_900n,
        tax: 0n,
        fee: 0n,
        parts: [
          { asset: 'SMS', quantity: 100n, worth: 2n },
          { asset: 'WHATSAPP', quantity: 100n, worth: 1n },
        ],
      },
      { key: `test:${newId()}`, about: { type: 'test', id: made.id }, by: 'test', at: clock.now() },
    )
    return made
  })
  const send = async (
    who: string,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    payload?: object,
  ) => {
    const headers = await stoa.doing(people[who]!)
    const url = path.startsWith('/') ? `/api${path}` : `/api/organizations/${id}/${path}`
    const answer = await stoa.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    const isJson = String(answer.headers['content-type']).includes('json')
    return { status: answer.statusCode, text: answer.body, body: isJson ? answer.json() : {} }
  }
  return { id, people, send }
}

test('a conversation over HTTP: given a number, written to, taken, answered, read by its own people only', async () => {
  await using stoa = await testApp()
  const { id, people, send } = await library(stoa)
  const given = {
    provider: SANDBOX,
    way: 'whatsapp',
    address: '+91 80 4718 0000',
    organizationId: id,
    withWaiting: false,
  }
  assert.equal((await send('owner', 'POST', '/sender-numbers', given)).status, 403)
  assert.equal((await send('staff', 'POST', '/sender-numbers', given)).status, 201)
  assert.equal((await send('staff', 'POST', '/sender-numbers', given)).body.code, 'number_taken')
  const unfit = { ...given, provider: newId() }
  assert.equal(
    (await send('staff', 'POST', '/sender-numbers', unfit)).body.code,
    'inbound_provider_unfit',
  )
  const now = stoa.clock.now()
  const { thread } = await atomically(stoa.db, (tx) =>
    takeInbound(
      tx,
      SANDBOX,
      {
        is: 'inbound',
        event: 'e1',
        way: 'whatsapp',
        from: '+919812345678',
        to: '+918047180000',
        text: 'Is the hall open on Sunday?',
        media: [{ kind: 'image', url: 'https://media.example/1.jpg' }],
        at: now,
      },
      now,
    ),
  )
  for (const who of ['billing', 'stranger', 'staff'])
    assert.equal((await send(who, 'GET', 'inbox/threads')).status, 403, who)
  const list = await send('manager', 'GET', 'inbox/threads?state=open&unread=true&assigned=nobody')
  assert.deepEqual(
    list.body.items.map((one: { last: { text: string }; unread: number }) => [
      one.last.text,
      one.unread,
    ]),
    [['Is the hall open on Sunday?', 1]],
  )
  const at = `inbox/threads/${thread}`
  const taken = await send('owner', 'POST', `${at}/assignment`, { person: people.manager })
  assert.equal(taken.status, 200)
  const reply = await send('manager', 'POST', `${at}/replies`, {
    text: 'Yes, from nine.',
    quickReplies: ['Thanks', 'And Monday?'],
  })
  assert.equal(reply.status, 201, reply.text)
  assert.equal((await send('manager', 'POST', `${at}/replies`, {})).body.code, 'reply_empty')
  assert.equal((await send('owner', 'POST', `${at}/notes`, { text: 'A regular.' })).status, 201)
  const one = await send('owner', 'GET', at)
  assert.equal(one.status, 200, one.text)
  assert.deepEqual(one.body.entries.map((entry: { is: string }) => entry.is).sort(), [
    'inbound',
    'note',
    'reply',
  ])
  assert.deepEqual([one.body.windowOpen, one.body.unread, one.body.mayTake.length], [true, 0, 2])
  assert.equal((await send('owner', 'GET', `inbox/threads/${newId()}`)).status, 404)
  const file = await send('owner', 'GET', 'inbox/threads.csv')
  assert.match(file.text, /Is the hall open on Sunday\?/)
  for (const deed of ['read', 'close', 'reopen'])
    assert.equal((await send('owner', 'POST', `${at}/${deed}`)).status, 200, deed)
  const quick = { name: 'Hours', text: 'We open at nine.', buttons: ['Thanks'] }
  const kept = await send('owner', 'POST', 'inbox/quick-replies', quick)
  assert.equal((await send('owner', 'POST', 'inbox/quick-replies', quick)).status, 409)
  assert.equal((await send('owner', 'GET', 'inbox/quick-replies')).body.items.length, 1)
  assert.equal((await send('owner', 'DELETE', `inbox/quick-replies/${kept.body.id}`)).status, 200)
  const { body: standing } = await send('owner', 'GET', 'inbox')
  assert.deepEqual([standing.open, standing.answered, standing.inTime], [1, 1, 1])
  const rules = { ...standing.rules, awayText: 'Later.', closes: '08:00' }
  assert.equal((await send('owner', 'PUT', 'inbox/rules', rules)).body.code, 'inbox_hours_empty')
  const fit = { ...rules, closes: '19:00' }
  assert.deepEqual((await send('owner', 'PUT', 'inbox/rules', fit)).body, fit)
  await stoa.deps.jobs.settle()
  const notices = await stoa.db<{ kind: string; person_id: string }>`
    select kind, person_id from messaging.notice where kind like 'inbox.%' order by kind, person_id`
  assert.deepEqual(
    notices.map((notice) => notice.kind),
    ['inbox.assigned', 'inbox.waiting', 'inbox.waiting'],
  )
  assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
})

test('codes over HTTP: sent, guessed, verified; figures, rules, and a stop that is lifted', async () => {
  await using stoa = await testApp()
  const { id, send } = await library(stoa)
  assert.equal((await send('billing', 'POST', 'otp', { to: '+919812345678' })).status, 403)
  const asked = await send('manager', 'POST', 'otp', {
    to: '98123 45678',
    country: 'IN',
    ip: '::1',
  })
  assert.equal(asked.status, 201, asked.text)
  assert.deepEqual(Object.keys(asked.body).sort(), ['againAt', 'expiresAt', 'id'])
  const soon = await send('manager', 'POST', 'otp', { to: '+919812345678' })
  assert.deepEqual([soon.status, soon.body.code], [429, 'otp_too_soon'])
  const [row] = await stoa.db<{
    text: string
  }>`select content->>'text' as text from messaging.message
    where organization_id = ${id} and lane = 'otp'`
  const code = /\d{6}/.exec(row!.text)![0]
  const wrong = code.replace(/^./, (digit) => String((Number(digit) + 1) % 10))
  const verifying = (guess: string) =>
    send('manager', 'POST', 'otp/verify', { id: asked.body.id, code: guess })
  assert.deepEqual((await verifying(wrong)).body, { verdict: 'wrong', left: 4 })
  assert.equal((await verifying(code)).body.verdict, 'verified')
  assert.equal((await verifying(code)).body.verdict, 'over')
  const { body: figures } = await send('billing', 'GET', 'otp/figures?days=7')
  assert.deepEqual(
    figures.countries.map((one: { country: string; verified: number }) => [
      one.country,
      one.verified,
    ]),
    [['IN', 1]],
  )
  const { body: rules } = await send('billing', 'GET', 'otp/rules')
  const longer = { ...rules, length: 8, countries: ['IN', 'GB'] }
  assert.equal((await send('manager', 'PUT', 'otp/rules', longer)).status, 403)
  assert.equal((await send('owner', 'PUT', 'otp/rules', longer)).status, 200)
  assert.deepEqual((await send('owner', 'GET', 'otp/rules')).body, longer)
  const lift = await send('owner', 'POST', 'otp/stops/IN/lift')
  assert.equal(lift.body.code, 'otp_stop_unknown')
})
