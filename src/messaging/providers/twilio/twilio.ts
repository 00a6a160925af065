import { type Adapter, byStatus, cannotSay, type Given, KeyRefused, notSet } from '../adapter.ts'
import { type Answer, call, jsonOf, retryAfter, unreadable } from '../calling.ts'
import { refuse } from '../problems.ts'
import { type Outgoing, ProviderFault, type Told, type Webhook } from '../provider.ts'
import { same, sha256Hex, twilioSignature } from '../proving.ts'
import { count, digestOf, headerOf, isForm, jsonIn, plus, type Said, text } from '../saying.ts'
import { templateOf } from '../writing.ts'

type Report = Extract<Told, { is: 'report' }>

/** The names that it has for what becomes of a message. */
const STATES: Record<string, Report['state']> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  partially_delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  undelivered: 'failed',
  canceled: 'failed',
}
/** Beyond it Twilio refuses a text. */
const LONGEST = 1_600

/**
 * Twilio: SMS and WhatsApp. Our attempt's id goes along in the address of its callback, so that a report
 * which is quicker than the answer finds its message too.
 */
export function twilio(given: Given): Adapter {
  const { address, settings, access, now } = given
  const at = (path: string) => `${address}/2010-04-01/Accounts/${settings.account}${path}`
  const headers = () => {
    if (!access || !settings.account) throw notSet('The account or its key is not set.')
    const user = access.name ?? settings.account
    return { authorization: `Basic ${Buffer.from(`${user}:${access.text}`).toString('base64')}` }
  }
  const ask = async (path: string, signal: AbortSignal) => {
    const answer = await call({ method: 'GET', url: at(path), headers: headers(), signal })
    const said = jsonOf(answer.text)
    if (answer.status >= 300 || !said) throw faultOf(answer, said, now())
    return said
  }
  return {
    async send(outgoing, signal) {
      const answer = await call({
        url: at('/Messages.json'),
        headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded' },
        body: formOf(given, outgoing).toString(),
        signal,
      })
      const said = jsonOf(answer.text)
      if (answer.status >= 300) throw faultOf(answer, said, now())
      const ref = text(said, 'sid')
      if (!ref) throw unreadable(answer.text.slice(0, 200))
      return { ref, segments: count(said?.num_segments) }
    },
    async balance(signal) {
      const said = await ask('/Balance.json', signal)
      const amount = text(said, 'balance')
      if (!amount) throw unreadable('there is no balance in it')
      return [{ currency: text(said, 'currency') ?? 'USD', amount }]
    },
    async lookUp(ref, signal) {
      const said = await ask(`/Messages/${encodeURIComponent(ref)}.json`, signal)
      const told = reportOf({ ...said, ref: said.sid }, text(said, 'status'), now())
      return told ? [told] : []
    },
    check(webhook) {
      if (!genuine(webhook, keysOf(given))) throw refuse('signature_wrong')
    },
    tell,
  }
}

/** Its notices are signed with the auth token, also where we come in with an API key. */
const keysOf = ({ access, signing }: Given): string[] => [
  ...signing(),
  ...(access && !access.name ? [access.text] : []),
]

function formOf(given: Given, { id, to, content, callback, validFor }: Outgoing): URLSearchParams {
  const { settings } = given
  const asked = new URLSearchParams()
  const told = callback ?? given.callback
  if (content.way === 'email') throw cannotSay('This provider does not carry email.')
  const onWhatsApp = content.way === 'whatsapp'
  asked.set('To', onWhatsApp ? `whatsapp:${to}` : to)
  const ours = onWhatsApp ? (settings.whatsappFrom ?? settings.from) : settings.from
  const from = content.number?.address ?? ours
  if (from) asked.set('From', onWhatsApp ? `whatsapp:${plus(from)}` : plus(from))
  else if (settings.service) asked.set('MessagingServiceSid', settings.service)
  else throw notSet('Neither a number nor a messaging service is set to send from.')
  const template = onWhatsApp ? content.template : undefined
  const named = template && templateOf(template.providerTemplate, given, 'twilio')
  if (template && !named) throw cannotSay('This template has no name at Twilio (HX…).')
  if (template && named) {
    asked.set('ContentSid', named)
    const values = template.parameters.map((value, index) => [String(index + 1), value])
    if (values.length > 0) asked.set('ContentVariables', JSON.stringify(Object.fromEntries(values)))
  } else {
    if (content.text.length > LONGEST) throw cannotSay('It is longer than 1600 letters.')
    asked.set('Body', content.text)
    if (onWhatsApp && content.media) asked.append('MediaUrl', content.media.url)
  }
  if (told) asked.set('StatusCallback', `${told}?attempt=${id}`)
  if (validFor) {
    const seconds = Math.floor(validFor.total('seconds'))
    asked.set('ValidityPeriod', String(Math.min(36_000, Math.max(1, seconds))))
  }
  return asked
}

function faultOf(answer: Answer, said: Said | undefined, now: Temporal.Instant): ProviderFault {
  const code = text(said, 'code') ?? String(answer.status)
  const words = text(said, 'message') ?? answer.text.slice(0, 200)
  if (answer.status === 401 || code === '20003') return new KeyRefused(code, words)
  return new ProviderFault(code, byStatus(answer.status), words, retryAfter(answer.headers, now))
}

/** Whether one of the tokens signed it: over the address with its port, or without. */
export function genuine(webhook: Webhook, tokens: readonly string[]): boolean {
  const given = headerOf(webhook, 'x-twilio-signature') ?? ''
  const digest = new URL(webhook.url).searchParams.get('bodySHA256')
  if (digest !== null && !same(digest, sha256Hex(webhook.body))) return false
  if (digest === null && !isForm(webhook)) return false
  const form = digest === null ? formIn(webhook) : {}
  return tokens.some((token) =>
    addressesOf(webhook.url).some((url) => same(given, twilioSignature(token, url, form))),
  )
}

function addressesOf(url: string): string[] {
  const { protocol, hostname, port } = new URL(url)
  const rest = url.replace(/^[a-z]+:\/\/[^/?#]+/i, '')
  const usual = protocol === 'https:' ? '443' : '80'
  const bare = `${protocol}//${hostname}${rest}`
  return [bare, `${protocol}//${hostname}:${port || usual}${rest}`]
}

function formIn({ body }: Webhook): Record<string, string[]> {
  const form: Record<string, string[]> = {}
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    form[name] ??= []
    form[name].push(value)
  }
  return form
}

function tell(webhook: Webhook, received: Temporal.Instant): Told[] {
  const said: Said = isForm(webhook)
    ? Object.fromEntries(new URLSearchParams(webhook.body.toString('utf8')))
    : (jsonIn(webhook) as Said)
  const ref = text(said, 'MessageSid') ?? text(said, 'SmsSid')
  if (!ref) throw refuse('notice_unreadable')
  const status = text(said, 'MessageStatus') ?? text(said, 'SmsStatus')
  if (said.Body !== undefined && (!status || status === 'received' || status === 'receiving'))
    return inbound(said, ref, received)
  const attempt = new URL(webhook.url).searchParams.get('attempt') ?? undefined
  const report = reportOf(
    { ref, to: said.To, error_code: said.ErrorCode, error_message: said.ErrorMessage, attempt },
    status,
    received,
  )
  return report ? [report] : []
}

function reportOf(
  said: Said,
  status: string | undefined,
  at: Temporal.Instant,
): Report | undefined {
  const state = STATES[status ?? '']
  const ref = text(said, 'ref')
  if (!state || !ref) return undefined
  const to = text(said, 'to')
  return {
    is: 'report',
    event: digestOf(ref, status, text(said, 'error_code')),
    ref,
    attempt: text(said, 'attempt'),
    to: to && plus(to),
    state,
    ...(state === 'failed' && {
      code: text(said, 'error_code') ?? status,
      words: text(said, 'error_message'),
    }),
    at,
    segments: count(said.num_segments),
  }
}

function inbound(said: Said, id: string, at: Temporal.Instant): Told[] {
  const from = text(said, 'From') ?? ''
  const way = from.startsWith('whatsapp:') ? 'whatsapp' : 'sms'
  const media = Array.from({ length: Math.min(10, count(said.NumMedia) ?? 0) }, (_, index) => ({
    kind: text(said, `MediaContentType${index}`) ?? 'file',
    url: text(said, `MediaUrl${index}`) ?? '',
  })).filter(({ url }) => url !== '')
  const told: Told[] = [
    {
      is: 'inbound',
      event: id,
      way,
      from: plus(from),
      to: plus(text(said, 'To') ?? ''),
      text: text(said, 'Body') ?? '',
      ...(media.length > 0 && { media }),
      replyTo: text(said, 'OriginalRepliedMessageSid'),
      at,
    },
  ]
  // Twilio has understood it as an opt-out itself, and takes nothing more for this number.
  if (text(said, 'OptOutType') === 'STOP')
    told.push({ is: 'opted_out', event: `${id}:stop`, way, address: plus(from), at })
  return told
}
