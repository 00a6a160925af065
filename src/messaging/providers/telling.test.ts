import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Given } from './adapter.ts'
import { gupshup } from './gupshup/gupshup.ts'
import { msg91 } from './msg91/msg91.ts'
import type { Told } from './provider.ts'
import { sendgrid } from './sendgrid/sendgrid.ts'
import { ses } from './ses/ses.ts'
import { twilio } from './twilio/twilio.ts'
import { whatsappCloud } from './whatsapp-cloud/whatsapp-cloud.ts'

const RECEIVED = Temporal.Instant.from('2026-11-22T08:00:00Z')
const SENT = Math.floor(RECEIVED.epochMilliseconds / 1000) - 60
const given: Given = {
  id: '01900000-0000-7000-8000-000000000001',
  ways: [],
  address: 'https://graph.facebook.com',
  settings: { source: '+919700000000' },
  access: { name: null, text: 'key' },
  partner: undefined,
  signing: () => [],
  callback: undefined,
  now: () => RECEIVED,
  db: undefined as never,
}

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'
type Tells = { tell: ReturnType<typeof msg91>['tell'] }

/** What is told, without the names of the events, which are looked at apart. */
function told(adapter: Tells, body: unknown, query = ''): Omit<Told, 'event'>[] {
  const form = body instanceof URLSearchParams
  const webhook = {
    headers: { 'content-type': form ? FORM_TYPE : JSON_TYPE },
    body: Buffer.from(form ? body.toString() : JSON.stringify(body)),
    url: `https://stoa.example/hook${query}`,
  }
  const all = adapter.tell(webhook, RECEIVED)
  // Said again, each is called the same; and no two of one notice are.
  assert.deepEqual(adapter.tell(webhook, RECEIVED), all)
  assert.equal(new Set(all.map(({ event }) => event)).size, all.length)
  return all.map(({ event: _event, ...rest }) => JSON.parse(JSON.stringify(rest)))
}

suite('What each provider says, as it says it', () => {
  test('MSG91: a form with a list in it, flat JSON, and one of our own shape', () => {
    const adapter = msg91(given)
    const report = (number: string, status: string, more = {}) => ({
      date: '2026-11-22 13:29:00',
      number,
      status,
      desc: '',
      credit: '2',
      ...more,
    })
    const data = JSON.stringify([
      { requestId: 'r1', report: [report('919876543210', '1'), report('919876543211', '16')] },
      { requestId: 'r2', report: [report('919876543212', '17', { failedReason: 'Blacklisted' })] },
    ])
    const list = told(adapter, new URLSearchParams({ data }))
    const at = '2026-11-22T07:59:00Z'
    const is = 'report'
    assert.deepEqual(list, [
      { is, ref: 'r1', to: '+919876543210', state: 'delivered', at, segments: 2 },
      { is, ref: 'r1', to: '+919876543211', state: 'failed', code: 'rejected', at, segments: 2 },
      {
        is,
        ref: 'r2',
        to: '+919876543212',
        state: 'failed',
        code: 'blocked',
        words: 'Blacklisted',
        at,
        segments: 2,
      },
    ])
    const flat = {
      requestId: 'r3',
      number: '919876543213',
      status: '2',
      desc: 'SMS not matched with DLT template',
    }
    assert.deepEqual(told(adapter, flat), [
      {
        is,
        ref: 'r3',
        to: '+919876543213',
        state: 'failed',
        code: '211',
        words: flat.desc,
        at: RECEIVED.toString(),
      },
    ])
    const own = {
      requestId: 'r4',
      telNum: '919876543214',
      status: 'DELIVERED',
      deliveryTime: '2026-11-22 13:29:00',
      credit: '1',
      smsLength: '20',
    }
    assert.deepEqual(told(adapter, own), [
      { is, ref: 'r4', to: '+919876543214', state: 'delivered', at, segments: 1 },
    ])
    assert.deepEqual(told(adapter, { requestId: 'r5', number: '91', status: '77' }), [])
  })

  test('Gupshup: whose report it is stands in different places; what it is counted as, who answers, who opts out', () => {
    const adapter = gupshup(given)
    const say = (type: string, payload: unknown) =>
      told(adapter, {
        app: 'Stoa',
        timestamp: RECEIVED.epochMilliseconds,
        version: 2,
        type,
        payload,
      })
    const at = RECEIVED.toString()
    const event = (type: string, ids: object, more = {}) =>
      say('message-event', {
        ...ids,
        type,
        destination: '919876543210',
        payload: { ts: SENT, ...more },
      })
    const base = { is: 'report', to: '+919876543210', at: '2026-11-22T07:59:00Z' }
    assert.deepEqual(event('enqueued', { id: 'g1' }), [{ ...base, ref: 'g1', state: 'accepted' }])
    assert.deepEqual(event('read', { id: 'wamid', gsId: 'g1' }), [
      { ...base, ref: 'g1', state: 'read' },
    ])
    assert.deepEqual(event('delivered', { id: 'wamid' }), [{ ...base, state: 'delivered' }])
    assert.deepEqual(event('failed', { id: 'g1' }, { code: 1008, reason: 'not opted in' }), [
      { ...base, ref: 'g1', state: 'failed', code: '1008', words: 'not opted in' },
    ])
    assert.deepEqual(event('deleted', { id: 'g1' }), [])
    const payload = {
      id: 'in1',
      source: '919876543210',
      type: 'image',
      payload: { url: 'https://x.example/1', caption: 'Look' },
      context: { id: 'w', gsId: 'g1' },
    }
    assert.deepEqual(say('message', payload), [
      {
        is: 'inbound',
        way: 'whatsapp',
        from: '+919876543210',
        to: '+919700000000',
        text: 'Look',
        media: [{ kind: 'image', url: 'https://x.example/1' }],
        replyTo: 'g1',
        at,
      },
    ])
    assert.deepEqual(say('user-event', { phone: '919876543210', type: 'opted-out' }), [
      { is: 'opted_out', way: 'whatsapp', address: '+919876543210', at },
    ])
    assert.deepEqual(say('account-event', { type: 'pricing-tier-update' }), [])
  })

  test('Twilio: its many states, our attempt out of the address, answers with media, and STOP', () => {
    const adapter = twilio(given)
    const state = (MessageStatus: string) =>
      told(
        adapter,
        new URLSearchParams({
          MessageSid: 'SM1',
          MessageStatus,
          To: 'whatsapp:+919876543210',
          ErrorCode: '30003',
        }),
        '?attempt=a1',
      )[0]
    const base = {
      is: 'report',
      ref: 'SM1',
      attempt: 'a1',
      to: '+919876543210',
      at: RECEIVED.toString(),
    }
    assert.deepEqual(state('sent'), { ...base, state: 'sent' })
    assert.deepEqual(state('undelivered'), { ...base, state: 'failed', code: '30003' })
    const states = [
      'queued',
      'accepted',
      'scheduled',
      'sending',
      'partially_delivered',
      'read',
      'canceled',
      'new',
    ]
    assert.deepEqual(
      states.map((one) => (state(one) as { state?: string } | undefined)?.state),
      ['accepted', 'accepted', 'accepted', 'accepted', 'delivered', 'read', 'failed', undefined],
    )
    const answer = new URLSearchParams({
      MessageSid: 'SM2',
      SmsStatus: 'received',
      From: '+919876543210',
      To: '+15005550006',
      Body: 'STOP',
      NumMedia: '1',
      MediaUrl0: 'https://api.twilio.com/m/1',
      MediaContentType0: 'image/jpeg',
      OptOutType: 'STOP',
    })
    const at = RECEIVED.toString()
    assert.deepEqual(told(adapter, answer), [
      {
        is: 'inbound',
        way: 'sms',
        from: '+919876543210',
        to: '+15005550006',
        text: 'STOP',
        media: [{ kind: 'image/jpeg', url: 'https://api.twilio.com/m/1' }],
        at,
      },
      { is: 'opted_out', way: 'sms', address: '+919876543210', at },
    ])
  })

  test('SendGrid: a list of events; what a machine opened was read by nobody', () => {
    const adapter = sendgrid(given)
    const event = (kind: string, more = {}) => ({
      email: 'ann@example.org',
      timestamp: SENT,
      event: kind,
      sg_event_id: `e-${kind}-${JSON.stringify(more)}`,
      sg_message_id: 'm1.recvd-1.0',
      attempt: 'a1',
      ...more,
    })
    const base = { ref: 'm1', attempt: 'a1', at: '2026-11-22T07:59:00Z' }
    const report = { is: 'report', ...base, to: 'ann@example.org' }
    const about = { ...base, way: 'email', address: 'ann@example.org' }
    const all = [
      event('processed'),
      event('deferred', { response: '451 later' }),
      event('open', { sg_machine_open: true }),
      event('open'),
      event('click'),
      event('bounce', { type: 'blocked', reason: 'spam' }),
      event('spamreport'),
      event('group_unsubscribe'),
    ]
    assert.deepEqual(told(adapter, all), [
      { ...report, state: 'accepted' },
      { ...report, state: 'sent', words: '451 later' },
      { ...report, state: 'read' },
      { ...report, state: 'failed', code: 'blocked', words: 'spam' },
      { is: 'bounced', ...about, lasting: false },
      { is: 'complained', ...about },
      { is: 'opted_out', ...about },
    ])
  })

  test('SES: one notice about several people; a bounce that passes, and one that never will', () => {
    const adapter = ses(given)
    const say = (said: object) =>
      told(adapter, {
        Type: 'Notification',
        MessageId: 'n1',
        TopicArn: 't',
        Timestamp: RECEIVED.toString(),
        SigningCertURL: 'https://sns.ap-south-1.amazonaws.com/SimpleNotificationService-0a.pem',
        Message: JSON.stringify(said),
      })
    const at = '2026-11-22T07:59:00Z'
    const mail = {
      messageId: 'm1',
      destination: ['a@example.org', 'b@example.org'],
      tags: { attempt: ['a1'] },
    }
    const base = { ref: 'm1', attempt: 'a1', at }
    assert.deepEqual(
      say({
        eventType: 'Delivery',
        mail,
        delivery: { timestamp: at, recipients: mail.destination },
      }),
      [
        { is: 'report', ...base, to: 'a@example.org', state: 'delivered' },
        { is: 'report', ...base, to: 'b@example.org', state: 'delivered' },
      ],
    )
    const bouncedRecipients = [
      { emailAddress: 'a@example.org', status: '4.4.7', diagnosticCode: 'slow' },
      { emailAddress: 'b@example.org', status: '5.4.4' },
    ]
    const bounce = {
      timestamp: at,
      bounceType: 'Transient',
      bounceSubType: 'General',
      bouncedRecipients,
    }
    // The older shape, of feedback by the address itself.
    assert.deepEqual(say({ notificationType: 'Bounce', mail, bounce }), [
      {
        is: 'report',
        ...base,
        to: 'a@example.org',
        state: 'failed',
        code: 'blocked',
        words: 'slow',
      },
      { is: 'bounced', ...base, way: 'email', address: 'a@example.org', lasting: false },
      { is: 'report', ...base, to: 'b@example.org', state: 'failed', code: 'bounce' },
      { is: 'bounced', ...base, way: 'email', address: 'b@example.org', lasting: true },
    ])
    const complaint = { timestamp: at, complainedRecipients: [{ emailAddress: 'a@example.org' }] }
    assert.deepEqual(say({ eventType: 'Complaint', mail, complaint, new: 'field' }), [
      { is: 'complained', ...base, way: 'email', address: 'a@example.org' },
    ])
    assert.deepEqual(say({ eventType: 'Click', mail, click: {} }), [])
  })

  test('WhatsApp: counted as Meta says, answers of every kind, and marketing that somebody stopped', () => {
    const adapter = whatsappCloud(given)
    const say = (value: object) =>
      told(adapter, { entry: [{ changes: [{ field: 'messages', value }] }] })
    const at = '2026-11-22T07:59:00Z'
    const status = {
      id: 'wamid.1',
      status: 'sent',
      timestamp: String(SENT),
      recipient_id: '919876543210',
      biz_opaque_callback_data: 'a1',
      pricing: { billable: false, category: 'service' },
    }
    assert.deepEqual(say({ statuses: [status, { ...status, status: 'deleted' }] }), [
      {
        is: 'report',
        ref: 'wamid.1',
        attempt: 'a1',
        to: '+919876543210',
        state: 'sent',
        at,
        category: 'service',
        billable: false,
      },
    ])
    const message = { from: '919876543210', timestamp: String(SENT), context: { id: 'wamid.1' } }
    const metadata = { display_phone_number: '91 97000 00000' }
    const said = say({
      metadata,
      messages: [
        { ...message, id: 'i1', type: 'text', text: { body: 'Yes' } },
        {
          ...message,
          id: 'i2',
          type: 'interactive',
          interactive: { button_reply: { id: '1', title: 'I come' } },
        },
        { ...message, id: 'i3', type: 'image', image: { id: '77', caption: 'Look' } },
      ],
    })
    const base = {
      is: 'inbound',
      way: 'whatsapp',
      from: '+919876543210',
      to: '+919700000000',
      replyTo: 'wamid.1',
      at,
    }
    assert.deepEqual(said, [
      { ...base, text: 'Yes' },
      { ...base, text: 'I come' },
      {
        ...base,
        text: 'Look',
        media: [{ kind: 'image', url: 'https://graph.facebook.com/v23.0/77' }],
      },
    ])
    const user_preferences = [
      { wa_id: '919876543210', category: 'marketing_messages', value: 'stop', timestamp: SENT },
    ]
    assert.deepEqual(say({ user_preferences }), [
      { is: 'opted_out', way: 'whatsapp', address: '+919876543210', at },
    ])
  })

  test('what is no JSON at all is a notice that cannot be read', () => {
    for (const adapter of [
      msg91(given),
      gupshup(given),
      twilio(given),
      sendgrid(given),
      ses(given),
      whatsappCloud(given),
    ])
      assert.throws(
        () =>
          adapter.tell(
            {
              headers: { 'content-type': JSON_TYPE },
              body: Buffer.from('hello'),
              url: 'https://stoa.example/',
            },
            RECEIVED,
          ),
        { code: 'notice_unreadable' },
      )
  })
})
