import { type Adapter, byStatus, type Given, KeyRefused, notSet } from '../adapter.ts'
import { type Answer, call, jsonOf, retryAfter, unreadable } from '../calling.ts'
import { ProviderFault, type Told } from '../provider.ts'
import {
  categoryOf,
  digestOf,
  inside,
  jsonIn,
  moment,
  plus,
  type Said,
  text,
  things,
} from '../saying.ts'
import { spoken, templateOf, type WhatsApp } from '../writing.ts'

const PARTNER = 'https://partner.gupshup.io'

/**
 * Gupshup: WhatsApp. Every message is taken first and tried later, so the answer proves little. Notices
 * are not signed; their address holds a secret, and may be kept to Gupshup's own networks.
 */
export function gupshup(given: Given): Adapter {
  const { address, settings, access, partner, now } = given
  return {
    async send({ to, content }, signal) {
      if (!access) throw notSet('The API key is not set.')
      const whatsapp = spoken(content, 'whatsapp')
      const asked = new URLSearchParams({
        channel: 'whatsapp',
        source: (settings.source ?? '').replace(/\D/g, ''),
        'src.name': settings.app ?? '',
        destination: to.replace(/\D/g, ''),
      })
      const { template } = whatsapp
      if (template)
        asked.set(
          'template',
          JSON.stringify({
            id: templateOf(template.providerTemplate, given, 'gupshup') ?? template.name,
            params: template.parameters,
          }),
        )
      if (!template || whatsapp.media) asked.set('message', JSON.stringify(messageOf(whatsapp)))
      const answer = await call({
        url: `${address}/wa/api/v1/${template ? 'template/' : ''}msg`,
        headers: { apikey: access.text, 'content-type': 'application/x-www-form-urlencoded' },
        body: asked.toString(),
        signal,
      })
      const said = jsonOf(answer.text)
      if (answer.status < 300 && text(said, 'status') !== 'error') {
        const ref = text(said, 'messageId')
        if (!ref) throw unreadable(answer.text.slice(0, 200))
        return { ref }
      }
      throw faultOf(answer, said, now())
    },
    ...(partner &&
      settings.appId && {
        async balance(signal: AbortSignal) {
          const answer = await call({
            method: 'GET',
            url: `${(settings.partnerAddress ?? PARTNER).replace(/\/$/, '')}/partner/app/${encodeURIComponent(settings.appId!)}/wallet/balance`,
            headers: { authorization: partner },
            signal,
          })
          const said = jsonOf(answer.text)
          const wallet = inside(said, 'walletResponse')
          const amount = text(wallet, 'currentBalance')
          if (answer.status >= 300 || !amount) throw faultOf(answer, said, now())
          return [{ currency: text(wallet, 'currency') ?? 'USD', amount }]
        },
      }),
    check() {},
    tell: (webhook, at) => things(jsonIn(webhook)).flatMap((one) => toldOf(one, settings, at)),
  }
}

function messageOf({ text: body, media, quickReplies }: WhatsApp): Said {
  const { kind, url, name } = media ?? {}
  const shown =
    kind === 'image'
      ? { type: 'image', originalUrl: url, previewUrl: url, caption: body }
      : kind === 'document'
        ? { type: 'file', url, filename: name ?? 'file', caption: body }
        : kind
          ? { type: kind, url, ...(kind === 'video' && { caption: body }) }
          : { type: 'text', text: body }
  if (!quickReplies?.length) return shown
  return {
    type: 'quick_reply',
    content: media ? { ...shown, text: body } : { type: 'text', text: body },
    options: quickReplies.map((title) => ({ type: 'text', title })),
  }
}

function faultOf(answer: Answer, said: Said | undefined, now: Temporal.Instant): ProviderFault {
  const code = text(said, 'code') ?? text(said, 'message', 'code') ?? String(answer.status)
  const words =
    text(said, 'message') ?? text(said, 'message', 'message') ?? answer.text.slice(0, 200)
  if (answer.status === 401 || code === '401') return new KeyRefused(code, words)
  const suggests = answer.status < 300 ? 'bad_content' : byStatus(answer.status)
  return new ProviderFault(code, suggests, words, retryAfter(answer.headers, now))
}

const STATES: Record<string, 'accepted' | 'sent' | 'delivered' | 'read' | 'failed'> = {
  enqueued: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
}

function toldOf(one: Said, settings: Given['settings'], received: Temporal.Instant): Told[] {
  const at = moment(one.timestamp) ?? received
  const payload = inside(one, 'payload')
  switch (one.type) {
    case 'message-event':
      return statusOf(payload, at)
    case 'billing-event':
      return billed(payload, at)
    case 'message':
      return inbound(payload, settings.source ?? '', at)
    case 'user-event': {
      const phone = text(payload, 'phone')
      if (text(payload, 'type') !== 'opted-out' || !phone) return []
      const event = digestOf('opted-out', phone, String(at))
      return [{ is: 'opted_out', event, way: 'whatsapp', address: plus(phone), at }]
    }
    default:
      return []
  }
}

/**
 * `enqueued` and `failed` name the message by Gupshup's id; later ones by WhatsApp's, with Gupshup's as
 * `gsId` beside it, for a week. After that it cannot be told whose report it is.
 */
function statusOf(payload: unknown, at: Temporal.Instant): Told[] {
  const type = text(payload, 'type') ?? ''
  const state = STATES[type]
  if (!state) return []
  const early = type === 'enqueued' || type === 'failed'
  const ref = text(payload, 'gsId') ?? (early ? text(payload, 'id') : undefined)
  const destination = text(payload, 'destination')
  return [
    {
      is: 'report',
      event: digestOf(text(payload, 'id'), text(payload, 'gsId'), type),
      ref,
      to: destination && plus(destination),
      state,
      ...(state === 'failed' && {
        code: text(payload, 'payload', 'code'),
        words: text(payload, 'payload', 'reason'),
      }),
      at: moment(inside(payload, 'payload', 'ts')) ?? at,
    },
  ]
}

/** What it was counted as, and whether it is paid for: only this settles it. */
function billed(payload: unknown, at: Temporal.Instant): Told[] {
  const ref = text(payload, 'references', 'gsId') ?? text(payload, 'references', 'id')
  const destination = text(payload, 'references', 'destination')
  const deductions = inside(payload, 'deductions')
  const billable = inside(deductions, 'billable')
  return [
    {
      is: 'report',
      event: digestOf('billing', ref, destination),
      ref,
      to: destination && plus(destination),
      state: 'sent',
      category: categoryOf(inside(deductions, 'category')),
      ...(typeof billable === 'boolean' && { billable }),
      at,
    },
  ]
}

function inbound(payload: unknown, source: string, at: Temporal.Instant): Told[] {
  const from = text(payload, 'sender', 'phone') ?? text(payload, 'source')
  const id = text(payload, 'id')
  if (!from || !id) return []
  const said = inside(payload, 'payload')
  const url = text(said, 'url')
  const replyTo = text(payload, 'context', 'gsId') ?? text(payload, 'context', 'id')
  return [
    {
      is: 'inbound',
      event: id,
      way: 'whatsapp',
      from: plus(from),
      to: plus(source),
      text: text(said, 'text') ?? text(said, 'title') ?? text(said, 'caption') ?? '',
      ...(url && { media: [{ kind: text(payload, 'type') ?? 'file', url }] }),
      replyTo,
      at,
    },
  ]
}
