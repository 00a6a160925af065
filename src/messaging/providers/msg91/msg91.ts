import { type Adapter, byStatus, cannotSay, type Given, KeyRefused, notSet } from '../adapter.ts'
import { type Answer, call, jsonOf, retryAfter, unreadable } from '../calling.ts'
import { refuse } from '../problems.ts'
import { ProviderFault, type Told, type Webhook } from '../provider.ts'
import {
  count,
  digestOf,
  inside,
  isForm,
  isSaid,
  jsonIn,
  plus,
  type Said,
  text,
  things,
} from '../saying.ts'
import { spoken, templateOf } from '../writing.ts'

/** Its hours are those of India, and say so nowhere. */
const ZONE = 'Asia/Kolkata'
const KEY_REFUSED = new Set(['106', '207', '401'])

/**
 * MSG91: text messages in India. There is no free text: a message is a template that the operators know
 * (DLT), and its values. What it tells is not signed; its address holds a secret.
 */
export function msg91(given: Given): Adapter {
  const { address, settings, access, now } = given
  const key = () => {
    if (!access) throw notSet('The authkey is not set.')
    return access.text
  }
  return {
    async send({ to, content }, signal) {
      const sms = spoken(content, 'sms')
      const template = templateOf(sms.providerTemplate, given, 'msg91')
      if (!template) throw cannotSay('MSG91 sends templates only, and this text has none there.')
      const sender = sms.header ?? settings.sender
      const answer = await call({
        url: `${address}/api/v5/flow/`,
        headers: { authkey: key(), 'content-type': 'application/json' },
        body: JSON.stringify({
          template_id: template,
          short_url: '0',
          ...(sender && { sender }),
          recipients: [{ ...sms.variables, mobiles: to.replace(/\D/g, '') }],
        }),
        signal,
      })
      const said = jsonOf(answer.text)
      if (answer.status < 300 && text(said, 'type') === 'success') {
        const ref = text(said, 'message') ?? text(said, 'request_id')
        if (!ref) throw unreadable(answer.text.slice(0, 200))
        return { ref }
      }
      throw faultOf(answer, said, now())
    },
    async balance(signal) {
      const type = settings.balanceType ?? '4'
      const asked = new URLSearchParams({ authkey: key(), type })
      const answer = await call({
        method: 'GET',
        url: `${address}/api/balance.php?${asked}`,
        signal,
      })
      const amount = answer.text.trim()
      if (answer.status >= 300 || !/^-?\d+(\.\d+)?$/.test(amount))
        throw faultOf(answer, jsonOf(answer.text), now())
      return [type === '0' ? { currency: 'INR', amount } : { asset: 'SMS', amount }]
    },
    check() {},
    tell: (webhook, at) =>
      reportsIn(webhook).flatMap((report) => {
        const told = toldOf(report, at)
        return told ? [told] : []
      }),
  }
}

function faultOf(answer: Answer, said: Said | undefined, now: Temporal.Instant): ProviderFault {
  const plain = /^\s*(\d{3})\b/.exec(answer.text)?.[1]
  const code = text(said, 'code') ?? plain ?? String(answer.status)
  const words = text(said, 'message') ?? text(said, 'msg') ?? answer.text.slice(0, 200) ?? code
  if (KEY_REFUSED.has(code)) return new KeyRefused(code, words)
  // A yes that is none: without a code it is only known that nothing was sent.
  const suggests = answer.status < 300 ? 'bad_content' : byStatus(answer.status)
  return new ProviderFault(code, suggests, words, retryAfter(answer.headers, now))
}

/** Each report with what stands above it: as a form with a list in it (v2), flat (v3), or of our own shape. */
function reportsIn(webhook: Webhook): Said[] {
  const said = isForm(webhook) ? formIn(webhook) : jsonIn(webhook)
  return things(said).flatMap((one) => {
    const listed = typeof one.data === 'string' ? parsed(one.data) : one.data
    if (listed !== undefined) return things(listed).flatMap(unfolded)
    return unfolded(one)
  })
}

function unfolded(one: Said): Said[] {
  const { report, ...above } = one
  return report === undefined ? [one] : things(report).map((each) => ({ ...above, ...each }))
}

function formIn({ body }: Webhook): Said {
  return Object.fromEntries(new URLSearchParams(body.toString('utf8')))
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    throw refuse('notice_unreadable')
  }
}

const FAILED: Record<string, string> = {
  '2': 'failed',
  '9': 'ndnc',
  '16': 'rejected',
  '25': 'rejected',
  '17': 'blocked',
}

function toldOf(report: Said, received: Temporal.Instant): Told | undefined {
  const ref = text(report, 'requestId') ?? text(report, 'request_id')
  const number = text(report, 'number') ?? text(report, 'telNum') ?? text(report, 'mobile')
  const status = text(report, 'status')
  if (!ref || !status || !isSaid(report)) return undefined
  const words =
    text(report, 'failedReason') ?? text(report, 'failureReason') ?? text(report, 'desc')
  const became = becomes(status, words)
  if (!became) return undefined
  return {
    is: 'report',
    event: digestOf(ref, number, status, text(report, 'date') ?? text(report, 'deliveryTime')),
    ref,
    to: number && plus(number),
    ...became,
    words,
    at: hourOf(text(report, 'date') ?? text(report, 'deliveryTime')) ?? received,
    segments: count(inside(report, 'credit')),
  }
}

function becomes(
  status: string,
  words: string | undefined,
): { state: 'sent' | 'delivered' | 'failed'; code?: string } | undefined {
  if (status === '1' || /^deliver/i.test(status)) return { state: 'delivered' }
  const code =
    FAILED[status] ??
    (/ndnc|dnd/i.test(status)
      ? 'ndnc'
      : /reject/i.test(status)
        ? 'rejected'
        : /block/i.test(status)
          ? 'blocked'
          : /fail|undeliv|expired/i.test(status)
            ? 'failed'
            : undefined)
  if (code) {
    // What does not match its registered template is said in words only.
    const mismatch = code !== 'ndnc' && /\bdlt\b|template/i.test(words ?? '')
    return { state: 'failed', code: mismatch ? '211' : code }
  }
  return /^(sent|submitted)$/i.test(status) ? { state: 'sent' } : undefined
}

function hourOf(given: string | undefined): Temporal.Instant | undefined {
  const [, day, hour] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(given ?? '') ?? []
  if (!day) return undefined
  try {
    return Temporal.PlainDateTime.from(`${day}T${hour}`).toZonedDateTime(ZONE).toInstant()
  } catch {
    return undefined
  }
}
