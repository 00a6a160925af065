import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { atomically, newId } from '#base'
import { runAutomations, runCampaigns } from '#messaging'
import { addMember } from '#people'
import { testApp } from '../../test/app.ts'
import { library } from '../../test/library.ts'

const NOW = '2026-11-23T06:00:00Z'
const PHONE = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36'

async function world() {
  const stoa = await testApp({ start: NOW })
  const now = stoa.clock.now()
  const own = await library(stoa.db, { now, contacts: 5, credits: { SMS: 20n } })
  const role = async (as: 'manager' | 'billing') => {
    const person = await stoa.person()
    await atomically(stoa.db, (tx) =>
      addMember(tx, { organization: own.id, person, role: as }, now),
    )
    return person
  }
  const manager = await role('manager')
  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    payload?: object,
    person = manager,
  ) => {
    const url = `/api/organizations/${own.id}${path}`
    const headers = await stoa.doing(person)
    return stoa.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  }
  return { stoa, own, manager, role, call, site: stoa.deps.config.url }
}

const said = (template: string, more: object = {}) => ({
  name: 'Closed on Sunday',
  texts: [{ label: 'A', template }],
  audience: {},
  when: { timing: 'now' },
  quiet: false,
  perMinute: null,
  links: 'shared',
  test: null,
  ...more,
})

suite('Campaigns and automations over HTTP', () => {
  test('a campaign is drafted, quoted, confirmed once, looked at, paused and cancelled; billing only reads', async () => {
    const { stoa, own, call, role, site } = await world()
    await using _closes = stoa
    const template = await own.template('sms', '{{name}}: https://library.example/sunday')
    const made = await call('POST', '/campaigns', said(template))
    assert.equal(made.statusCode, 201, made.body)
    const { id, version, deeds } = made.json()
    assert.deepEqual(deeds, ['schedule'])
    const quote = await call('GET', `/campaigns/${id}/quote`)
    assert.equal(quote.statusCode, 200, quote.body)
    assert.deepEqual(
      [quote.json().units, quote.json().worth, quote.json().samples[0].text.slice(0, 8)],
      [
        '5',
        { amount: '1.25', asset: 'INR' },
        'Member 0'.slice(0, 7) + quote.json().samples[0].text[7],
      ],
    )
    const changed = await call('PUT', `/campaigns/${id}`, {
      ...said(template, { name: 'Other' }),
      version,
    })
    assert.equal(changed.json().name, 'Other', changed.body)
    const bad = await call(
      'POST',
      '/campaigns',
      said(template, { when: { timing: 'at', at: 'soon' } }),
    )
    assert.equal(bad.statusCode, 400)
    const billing = await role('billing')
    assert.equal((await call('GET', '/campaigns', undefined, billing)).statusCode, 200)
    assert.equal((await call('POST', '/campaigns', said(template), billing)).statusCode, 403)
    const stale = await call('POST', `/campaigns/${id}/schedule`, { version, shortfall: 'refuse' })
    assert.equal(stale.json().code, 'campaign_changed')
    const confirmed = await call('POST', `/campaigns/${id}/schedule`, {
      version: version + 1,
      shortfall: 'refuse',
    })
    assert.equal(confirmed.statusCode, 200, confirmed.body)
    await runCampaigns(stoa.db, site, stoa.clock.now())
    const looked = (await call('GET', `/campaigns/${id}`)).json()
    assert.equal(looked.campaign.state, 'sending')
    assert.deepEqual([looked.figures.written, looked.figures.messages], [5, { waiting: 5 }])
    const file = await call('GET', `/campaigns/${id}/receivers.csv`)
    assert.equal(file.body.trim().split('\r\n').length, 6)

    // The link in it: looked at by a messenger, then pressed by somebody.
    const [link] = await stoa.db<{
      code: string
    }>`select code from messaging.link where about_id = ${id}`
    const follow = (agent: string, method: 'GET' | 'HEAD' = 'GET') =>
      stoa.app.inject({ method, url: `/l/${link!.code}`, headers: { 'user-agent': agent } })
    for (const agent of [
      'WhatsApp/2.24.1 A',
      'Slackbot-LinkExpanding 1.0',
      'facebookexternalhit/1.1',
      '',
    ]) {
      const shown = await follow(agent)
      assert.equal(shown.statusCode, 200)
      assert.match(shown.body, /https:&#47;|https:\/\/library\.example\/sunday/)
      assert.equal(shown.headers['x-robots-tag'], 'noindex, nofollow')
    }
    const pressed = await follow(PHONE)
    assert.deepEqual(
      [pressed.statusCode, pressed.headers.location],
      [302, 'https://library.example/sunday'],
    )
    assert.equal((await stoa.app.inject({ url: '/l/zzzzzzzz' })).statusCode, 404)
    const clicks = (await call('GET', `/campaigns/${id}`)).json().figures.clicks
    assert.deepEqual(clicks, [
      { url: 'https://library.example/sunday', label: 'A', clicks: 1, receivers: null },
    ])

    assert.equal((await call('POST', `/campaigns/${id}/pause`)).json().state, 'paused')
    assert.equal((await call('POST', `/campaigns/${id}/cancel`)).json().state, 'cancelled')
    const missed = (await call('GET', `/campaigns/${id}/receivers?missed=true`)).json()
    assert.equal(missed.items.length, 5)
    assert.equal(missed.items[0].refusal, 'campaign_cancelled')
    const copy = await call('POST', `/campaigns/${id}/duplicate`, { name: 'Again' })
    const gone = await call('DELETE', `/campaigns/${copy.json().id}?version=1`)
    assert.equal(gone.statusCode, 204, gone.body)
  })

  test('a library’s system tells of an event: once for its key, with somebody new and a seat map', async () => {
    const { stoa, own, manager, call, site } = await world()
    await using _closes = stoa
    const template = await own.template('sms', 'Seat {{seat}}, {{name}}: {{media}}')
    const automation = {
      name: 'Seats',
      trigger: 'seat_booked',
      conditions: [],
      steps: [{ after: 0, templates: [template] }],
      cap: null,
      quiet: false,
      links: 'none',
      audience: null,
    }
    const made = await call('POST', '/automations', automation)
    assert.equal(made.statusCode, 201, made.body)
    const { id } = made.json()
    const media = await call('POST', '/event-media', {
      name: 'map.pdf',
      content: Buffer.from('%PDF-1.7 map').toString('base64'),
    })
    assert.equal(media.statusCode, 201, media.body)
    const { url } = media.json()
    const seen = await stoa.app.inject({ url: new URL(url).pathname })
    assert.deepEqual([seen.statusCode, seen.headers['content-type']], [200, 'application/pdf'])
    const tried = await call('POST', `/automations/${id}/test`, {
      data: { seat: 'B-17' },
      media: { kind: 'document', url },
    })
    assert.equal(tried.json().steps[0].ways[0].text, `Seat B-17, Asha Rao: ${url}`, tried.body)
    await call('POST', `/automations/${id}/switch`, { to: 'on' })
    const event = {
      name: 'seat_booked',
      data: { seat: 'B-17' },
      contact: {
        name: 'Nila',
        addresses: [{ way: 'sms', address: '98100 99999', country: 'IN' }],
        consents: [{ way: 'sms', address: '+919810099999', category: 'utility', source: 'form' }],
      },
      media: { kind: 'document', url },
    }
    const headers = { ...(await stoa.as(manager)), 'idempotency-key': newId() }
    const raise = (payload: object) =>
      stoa.app.inject({
        method: 'POST',
        url: `/api/organizations/${own.id}/events`,
        headers,
        payload,
      })
    const first = await raise(event)
    assert.equal(first.statusCode, 202, first.body)
    assert.equal((await raise(event)).headers['idempotency-replayed'], 'true')
    // A day later the answer is forgotten, and the event is not.
    await stoa.db`delete from http.answer`
    assert.equal((await raise(event)).json().repeated, true)
    await runAutomations(stoa.db, site, stoa.clock.now())
    const texts = await stoa.db<{ content: { text: string } }>`
      select content from messaging.message where organization_id = ${own.id}`
    assert.deepEqual(
      texts.map(({ content }) => content.text),
      [`Seat B-17, Nila: ${url}`],
    )
    const runs = (await call('GET', `/automations/${id}/runs`)).json().items
    const log = (await call('GET', `/automations/${id}/runs/${runs[0].id}`)).json().items
    assert.deepEqual(
      log.map((one: { what: string }) => one.what),
      ['begun', 'said'],
    )
    const kind = await call('PUT', '/event-kinds/book_ready', {
      says: 'A book is ready',
      schema: { type: 'object', properties: { title: { type: 'string' } } },
    })
    assert.equal(kind.statusCode, 200, kind.body)
    const kinds = (await call('GET', '/event-kinds')).json().items
    assert.deepEqual([kinds.length, kinds.at(-1).own], [9, true])
    const wrong = await raise({ name: 'moon_full' })
    assert.equal(wrong.json().code, 'idempotency_key_reused')
  })
})
