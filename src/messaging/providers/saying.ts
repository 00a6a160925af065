import { createHash } from 'node:crypto'
import type { Category } from '../message.ts'
import { refuse } from './problems.ts'
import type { Webhook } from './provider.ts'

/** What providers say is nobody's type: each value is looked at before it is believed. */
export type Said = Record<string, unknown>

export const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A thing inside, however much of the way is missing. */
export function inside(value: unknown, ...way: string[]): unknown {
  let at = value
  for (const name of way) {
    if (!isSaid(at)) return undefined
    at = at[name]
  }
  return at
}

/** A text that says something; numbers count as their digits. */
export function text(value: unknown, ...way: string[]): string | undefined {
  const found = inside(value, ...way)
  if (typeof found === 'number' && Number.isFinite(found)) return String(found)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** All things of a list; one alone counts as a list of it. */
export function things(value: unknown): Said[] {
  return (Array.isArray(value) ? value : [value]).filter(isSaid)
}

/** A count of 1 or more; anything else is none. */
export function count(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 1_000
    ? number
    : undefined
}

/** A moment, given as seconds or milliseconds since 1970, or as ISO 8601. */
export function moment(value: unknown): Temporal.Instant | undefined {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value
  if (typeof number === 'number' && number > 0)
    return Temporal.Instant.fromEpochMilliseconds(Math.round(number > 1e11 ? number : number * 1e3))
  if (typeof value !== 'string') return undefined
  try {
    return Temporal.Instant.from(value)
  } catch {
    return undefined
  }
}

const CATEGORIES: Record<string, Category> = {
  marketing: 'marketing',
  marketing_lite: 'marketing',
  utility: 'utility',
  service: 'service',
  authentication: 'authentication',
  authentication_international: 'authentication',
  'authentication-international': 'authentication',
}

/** What WhatsApp counts a message as. */
export const categoryOf = (value: unknown): Category | undefined =>
  typeof value === 'string' ? CATEGORIES[value.toLowerCase()] : undefined

/** A name for something that its provider gives none: what it says, in few letters. */
export const digestOf = (...parts: (string | undefined)[]): string =>
  createHash('sha256')
    .update(parts.map((part) => part ?? '').join('\0'))
    .digest('base64url')
    .slice(0, 32)

/** A number with its plus. */
export const plus = (number: string): string =>
  `+${number.replace(/^whatsapp:/, '').replace(/\D/g, '')}`

/** One header, as text. */
export function headerOf({ headers }: Pick<Webhook, 'headers'>, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** The body as JSON. Refusal: notice_unreadable. */
export function jsonIn({ body }: Pick<Webhook, 'body'>): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw refuse('notice_unreadable')
  }
}

export const isForm = (webhook: Pick<Webhook, 'headers'>): boolean =>
  (headerOf(webhook, 'content-type') ?? '').startsWith('application/x-www-form-urlencoded')
