import { Agent as PlainAgent, request as plain } from 'node:http'
import { Agent as SecureAgent, request as secure } from 'node:https'
import { ProviderFault } from './provider.ts'

/**
 * One call to a provider. Two things must not be confused: it could not be handed over (nothing of it had
 * left, so another provider may be asked), and no answer came (it may have been taken, so nobody else may).
 * The line between them is the moment at which the connection, with its encryption, stands: before it
 * nothing can have left, after it anything can.
 */
export type Call = {
  method?: 'GET' | 'POST'
  url: string
  headers?: Record<string, string>
  body?: string | undefined
  signal: AbortSignal
}

export type Answer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

/** Answers of providers are small; what is larger is no answer of theirs. */
const MOST_BYTES = 1024 * 1024
/** Shorter than any server keeps a resting connection, so that none is used that is just being closed. */
const REST_MS = 4_000
/** Whoever gives no earlier end. */
const MOST_MS = 60_000

const agents = {
  'http:': new PlainAgent({ keepAlive: true, timeout: REST_MS, maxFreeSockets: 64 }),
  'https:': new SecureAgent({ keepAlive: true, timeout: REST_MS, maxFreeSockets: 64 }),
}

/** Asks. Throws a ProviderFault: `unreachable` (fail_over) or `no_answer` (unknown). */
export function call({ method = 'POST', url, headers = {}, body, signal }: Call): Promise<Answer> {
  const { protocol } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new ProviderFault('not_set', 'configuration', 'Its address is not one of the web.')
  let left = false
  const until = AbortSignal.any([signal, AbortSignal.timeout(MOST_MS)])
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(left ? lost(error) : unreached(error))
    if (until.aborted) return failed(new Error('there was no time left for it'))
    const sent = (protocol === 'https:' ? secure : plain)(url, {
      method,
      agent: agents[protocol],
      headers: {
        'user-agent': 'Stoa/1',
        accept: 'application/json',
        ...headers,
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      },
      signal: until,
    })
    sent.once('socket', (socket) => {
      const stands = () => {
        left = true
      }
      if (sent.reusedSocket || !socket.connecting) stands()
      else socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', stands)
    })
    sent.once('error', failed)
    sent.once('response', (answer) => {
      const parts: Buffer[] = []
      let size = 0
      answer.on('data', (part: Buffer) => {
        size += part.length
        if (size > MOST_BYTES) answer.destroy(new Error('its answer is too long'))
        else parts.push(part)
      })
      answer.once('error', failed)
      // Cut off in the middle there is no "end".
      answer.once('close', () => {
        if (!answer.complete) failed(new Error('its answer was cut off'))
      })
      answer.once('end', () => {
        const text = Buffer.concat(parts).toString('utf8')
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
      })
    })
    sent.end(body)
  })
}

const because = (error: Error & { code?: string }) =>
  error.name === 'AbortError' ? 'it took too long' : error.code || error.message

const unreached = (error: Error) =>
  new ProviderFault('unreachable', 'fail_over', `It could not be reached: ${because(error)}.`)

const lost = (error: Error) =>
  new ProviderFault('no_answer', 'unknown', `It did not answer: ${because(error)}.`)

/** The answer as an object of JSON; undefined where it is none. */
export function jsonOf(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text)
    return value && typeof value === 'object' ? value : undefined
  } catch {
    return undefined
  }
}

/** It said yes in words that nobody understands: it may have been taken. */
export const unreadable = (words: string) =>
  new ProviderFault('answer_unreadable', 'unknown', `Its answer cannot be read: ${words}`.trim())

/** How long it asks to be left alone (Retry-After: seconds, or a date). */
export function retryAfter(headers: Answer['headers'], now: Temporal.Instant): number | undefined {
  const given = headers['retry-after']
  if (typeof given !== 'string') return undefined
  if (/^\d{1,6}$/.test(given.trim())) return Number(given) * 1_000
  const date = Date.parse(given)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.epochMilliseconds)
}
