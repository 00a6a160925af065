import { type Adapter, byStatus, cannotSay, type Given, KeyRefused, notSet } from '../adapter.ts'
import { type Answer, call, jsonOf, retryAfter, unreadable } from '../calling.ts'
import { refuse } from '../problems.ts'
import { type FaultClass, ProviderFault, type Told } from '../provider.ts'
import { metaSignature, same } from '../proving.ts'
import {
  categoryOf,
  digestOf,
  headerOf,
  inside,
  jsonIn,
  moment,
  plus,
  type Said,
  text,
  things,
} from '../saying.ts'
import { spoken, templateOf, type WhatsApp } from '../writing.ts'

const VERSION = 'v23.0'
/** Its buttons, and the letters on each. */
const MOST_BUTTONS = 3
const BUTTON_LETTERS = 20

/** WhatsApp Cloud API: Meta itself. Our attempt's id goes along and comes back with each status. */
export function whatsappCloud(given: Given): Adapter {
  const { address, settings, access, signing, now } = given
  return {
    async send({ id, to, content }, signal) {
      if (!access || !settings.phone) throw notSet('The number or its access token is not set.')
      const answer = await call({
        url: `${address}/${settings.version ?? VERSION}/${settings.phone}/messages`,
        headers: {
          authorization: `Bearer ${access.text}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          messaging_product: 'whatsapp',
          recipient_type: 'individual',
          to: to.replace(/\D/g, ''),
          biz_opaque_callback_data: id,
          ...messageOf(spoken(content, 'whatsapp'), given),
        }),
        signal,
      })
      const said = jsonOf(answer.text)
      if (answer.status >= 300 || said?.error) throw faultOf(answer, said, now())
      const [message] = things(said?.messages)
      const ref = text(message, 'id')
      if (!ref) throw unreadable(answer.text.slice(0, 200))
      return { ref }
    },
    check(webhook) {
      const sent = headerOf(webhook, 'x-hub-signature-256') ?? ''
      if (!signing().some((secret) => same(sent, metaSignature(secret, webhook.body))))
        throw refuse('signature_wrong')
    },
    tell: (webhook, at) =>
      things(inside(jsonIn(webhook), 'entry'))
        .flatMap((entry) => things(entry.changes))
        .flatMap(({ value }) => [
          ...things(inside(value, 'statuses')).flatMap((status) => statusOf(status, at)),
          ...things(inside(value, 'messages')).flatMap((message) =>
            inbound(message, text(value, 'metadata', 'display_phone_number') ?? '', given, at),
          ),
          ...things(inside(value, 'user_preferences')).flatMap((wish) => stopped(wish, at)),
        ]),
  }
}

function messageOf(content: WhatsApp, given: Given): Said {
  const { template, text: body, media, quickReplies } = content
  const shown = media && {
    [media.kind]: {
      link: media.url,
      ...(media.kind === 'document' && media.name && { filename: media.name }),
    },
  }
  if (template) {
    const parameters = template.parameters.map((value) => ({ type: 'text', text: value }))
    return {
      type: 'template',
      template: {
        name: templateOf(template.providerTemplate, given, 'whatsapp_cloud') ?? template.name,
        language: { code: template.language },
        components: [
          ...(media ? [{ type: 'header', parameters: [{ type: media.kind, ...shown }] }] : []),
          ...(parameters.length > 0 ? [{ type: 'body', parameters }] : []),
        ],
      },
    }
  }
  if (quickReplies?.length) {
    if (quickReplies.length > MOST_BUTTONS) throw cannotSay('WhatsApp shows three replies at most.')
    const buttons = quickReplies.map((title, index) => ({
      type: 'reply',
      reply: { id: String(index + 1), title: title.slice(0, BUTTON_LETTERS) },
    }))
    return {
      type: 'interactive',
      interactive: {
        type: 'button',
        ...(media && media.kind !== 'audio' && { header: { type: media.kind, ...shown } }),
        body: { text: body },
        action: { buttons },
      },
    }
  }
  if (media) {
    const captioned = media.kind === 'audio' || !body ? {} : { caption: body }
    return { type: media.kind, [media.kind]: { ...shown![media.kind], ...captioned } }
  }
  return { type: 'text', text: { body, preview_url: true } }
}

/** Meta answers 400 to almost everything; only the code tells. */
const BY_STATUS_ONLY: ReadonlySet<number> = new Set([401, 403, 408, 429])

function faultOf(answer: Answer, said: Said | undefined, now: Temporal.Instant): ProviderFault {
  const error = inside(said, 'error')
  const code = text(error, 'code') ?? String(answer.status)
  const words =
    text(error, 'error_data', 'details') ?? text(error, 'message') ?? answer.text.slice(0, 200)
  if (answer.status === 401 || code === '190') return new KeyRefused(code, words)
  const suggests: FaultClass =
    answer.status >= 500 || BY_STATUS_ONLY.has(answer.status)
      ? byStatus(answer.status)
      : 'bad_content'
  return new ProviderFault(code, suggests, words, retryAfter(answer.headers, now))
}

function statusOf(status: Said, received: Temporal.Instant): Told[] {
  const ref = text(status, 'id')
  const state = text(status, 'status')
  if (!ref || (state !== 'sent' && state !== 'delivered' && state !== 'read' && state !== 'failed'))
    return []
  const [error] = things(status.errors)
  const to = text(status, 'recipient_id')
  const billable = inside(status, 'pricing', 'billable')
  return [
    {
      is: 'report',
      event: digestOf(ref, state, text(status, 'timestamp')),
      ref,
      attempt: text(status, 'biz_opaque_callback_data'),
      to: to && plus(to),
      state,
      ...(state === 'failed' && {
        code: text(error, 'code'),
        words: text(error, 'error_data', 'details') ?? text(error, 'title'),
      }),
      at: moment(status.timestamp) ?? received,
      // Settled by what Meta counted it as, which is not always what was submitted.
      category: categoryOf(inside(status, 'pricing', 'category')),
      ...(typeof billable === 'boolean' && { billable }),
    },
  ]
}

const MEDIA = ['image', 'document', 'video', 'audio', 'sticker'] as const

function inbound(
  message: Said,
  to: string,
  { address, settings }: Given,
  received: Temporal.Instant,
): Told[] {
  const [from, id] = [text(message, 'from'), text(message, 'id')]
  if (!from || !id) return []
  const kind = MEDIA.find((one) => message[one] !== undefined)
  const file = kind && text(message, kind, 'id')
  const said =
    text(message, 'text', 'body') ??
    text(message, 'button', 'text') ??
    text(message, 'interactive', 'button_reply', 'title') ??
    text(message, 'interactive', 'list_reply', 'title') ??
    (kind && text(message, kind, 'caption')) ??
    ''
  return [
    {
      is: 'inbound',
      event: id,
      way: 'whatsapp',
      from: plus(from),
      to: plus(to),
      text: said,
      // Only whoever holds the token may fetch it.
      ...(kind &&
        file && { media: [{ kind, url: `${address}/${settings.version ?? VERSION}/${file}` }] }),
      replyTo: text(message, 'context', 'id'),
      at: moment(message.timestamp) ?? received,
    },
  ]
}

/** Somebody has stopped marketing from this number. */
function stopped(wish: Said, received: Temporal.Instant): Told[] {
  const who = text(wish, 'wa_id')
  if (!who || text(wish, 'value') !== 'stop') return []
  const at = moment(wish.timestamp) ?? received
  const event = digestOf('stop', who, text(wish, 'timestamp'))
  return [{ is: 'opted_out', event, way: 'whatsapp', address: plus(who), at }]
}
