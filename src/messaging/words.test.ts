import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import { KINDS, NOTICE_KINDS } from './kinds.ts'
import { pageOf } from './letters.ts'
import { textOf } from './texts.ts'
import type { NoticeKind, Told } from './told.ts'
import { amount, fill, LANGUAGES, type Language, languageOf } from './wording.ts'

const languages = Object.keys(LANGUAGES) as Language[]

type Part = {
  type: number
  value?: string
  style?: unknown
  options?: Record<string, { value: Part[] }>
}

/** The places of a message and how each is filled: `start:date:moment`, `seats:plural`. */
function placesOf(message: string): string[] {
  const found = new Set<string>()
  const TYPES = ['words', 'text', 'number', 'date', 'time', 'select', 'plural']
  const walk = (parts: Part[]) => {
    for (const { type, value, style, options } of parts) {
      if (type === 0 || type === 7) continue
      found.add([value, TYPES[type], ...(style ? [String(style)] : [])].join(':'))
      for (const option of Object.values(options ?? {})) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst() as Part[])
  return [...found].sort()
}

/** Each option that a choice names: a language that forgets one would say the wrong thing. */
function choicesOf(message: string): string[] {
  const found = new Set<string>()
  const walk = (parts: Part[]) => {
    for (const { type, value, options } of parts) {
      if (type === 5)
        for (const option of Object.keys(options ?? {})) found.add(`${value}=${option}`)
      for (const option of Object.values(options ?? {})) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst() as Part[])
  return [...found].sort()
}

test('every kind of notice has words in every language, with the same places and choices', () => {
  assert.ok(languages.length >= 2 && NOTICE_KINDS.length >= 60, 'looked at something')
  for (const language of languages) {
    const { words, around } = LANGUAGES[language]
    assert.deepEqual(Object.keys(words).sort(), [...NOTICE_KINDS].sort(), language)
    for (const kind of NOTICE_KINDS) {
      const english = LANGUAGES.en.words[kind]
      const own = words[kind]
      const both = (text: { title: string; body: string }) => `${text.title}\n${text.body}`
      assert.deepEqual(placesOf(both(own)), placesOf(both(english)), `${language} ${kind}`)
      assert.deepEqual(choicesOf(both(own)), choicesOf(both(english)), `${language} ${kind}`)
    }
    for (const [name, message] of Object.entries(around))
      assert.deepEqual(
        placesOf(message),
        placesOf(LANGUAGES.en.around[name as keyof typeof around]),
        `${language} ${name}`,
      )
  }
})

test('no body is the same in two languages: each was translated', () => {
  for (const kind of NOTICE_KINDS.filter((one) => one !== 'message.received'))
    assert.notEqual(LANGUAGES.de.words[kind].body, LANGUAGES.en.words[kind].body, kind)
})

const start = Temporal.Instant.from('2026-05-07T16:00:00Z')

/** Something for every place of a kind's words, by how it is filled. */
function toldOf(kind: NoticeKind): Record<string, unknown> {
  const { title, body } = LANGUAGES.en.words[kind]
  const told: Record<string, unknown> = {}
  for (const place of placesOf(`${title}\n${body}`)) {
    const [name = '', type] = place.split(':')
    if (name === 'firstName' || name === 'same' || name.endsWith('Known')) continue
    if (type === 'date') told[name] = start
    else if (type === 'plural' || type === 'number') told[name] = 3
    else told[name] ??= type === 'select' ? true : `<${name}>`
  }
  for (const [, name] of KINDS[kind].link?.matchAll(/\{(\w+)\}/g) ?? []) told[name!] ??= `/${name}`
  return told
}

test('every kind can be said in every language, with all or with no more than it must know', () => {
  for (const locale of ['en-GB', 'en-IN', 'de-DE', 'de-AT'])
    for (const kind of NOTICE_KINDS) {
      const reader = { name: 'Maya Lindqvist', zone: 'Europe/Berlin', locale }
      const text = textOf(kind, toldOf(kind) as Told[typeof kind], reader)
      const whole = `${text.title} ${text.body} ${text.link ?? ''}`
      assert.doesNotMatch(whole, /undefined|\[object|[{}]|null|NaN/, `${locale} ${kind}: ${whole}`)
      assert.equal(text.language, languageOf(locale))
    }
})

const money = { amount: '9007199254740993.01', asset: 'USD' }

test('what is not known is left out, and what a sentence needs and lacks is a fault', () => {
  const reader = { name: 'Maya', zone: 'UTC', locale: 'de' }
  const text = textOf('payout.failed', { amount: money }, reader)
  assert.match(text.body, /^Das Geld liegt sicher/)
  assert.throws(() => fill('Hello {who}', {}, reader), /who/)
})

test('plurals, dates and amounts are those of the reader’s language, place and zone', () => {
  const say = (locale: string, zone: string, seats: number) =>
    textOf(
      'session.reminder.educator',
      { session: 'A', start, hours: 24, seats, sessionId: 's' },
      { name: 'I', zone, locale },
    )
  assert.match(
    say('en-GB', 'Europe/London', 1).body,
    /^Thursday 7 May at 17:00 BST\. 1 seat is taken/,
  )
  assert.match(
    say('de-DE', 'Europe/Berlin', 1).body,
    /^Donnerstag, 7\. Mai um 18:00 MESZ\. 1 Platz ist/,
  )
  assert.match(say('de-DE', 'Asia/Kolkata', 3).body, /21:30.*3 Plätze sind vergeben/)
  const inWords = (locale: string, value: { amount: string; asset: string }) =>
    amount(value, { name: '', zone: 'UTC', locale }).replace(/\s/g, ' ')
  assert.equal(inWords('de-DE', { amount: '1286.50', asset: 'EUR' }), '1.286,50 €')
  assert.equal(inWords('en-IN', { amount: '737145', asset: 'INR' }), '₹7,37,145.00')
  assert.equal(inWords('de', { amount: '1.00', asset: 'TOKEN' }), '1 Token')
  assert.equal(inWords('en', { amount: '0.50', asset: 'CREDIT' }), '0.5 credits')
  // A language that has no words yet reads English, dates and all.
  assert.match(say('fr-FR', 'Europe/Paris', 2).body, /^Thursday, May 7/)
})

test('a page says its language and direction, and what people wrote stays text', () => {
  const page = (language: string) =>
    pageOf({
      language,
      subject: '<b>A & B</b>',
      body: 'See https://stoa.example/x?a=1&b=2.\n\n<script>alert(1)</script>',
      action: { words: 'Open', url: 'https://stoa.example/"onclick="x' },
      why: 'Why',
      foot: { words: 'Off', url: 'https://stoa.example/off' },
    })
  for (const language of ['ar', 'he', 'fa', 'ur'])
    assert.match(page(language), new RegExp(`<html lang="${language}" dir="rtl">`))
  const english = page('en')
  assert.match(english, /<html lang="en" dir="ltr">/)
  assert.doesNotMatch(english, /<script|<b>|"onclick/)
  assert.match(english, /href="https:\/\/stoa\.example\/x\?a=1&amp;b=2"/)
  assert.doesNotMatch(english, /<img|<link|src=|@import|url\(/, 'nothing is fetched')
})

test('the button’s words hold 4.5 : 1 on it', () => {
  const [, back] = /background:#([0-9a-f]{6})/.exec(
    pageOf({
      language: 'en',
      subject: 's',
      body: 'b',
      action: { words: 'w', url: 'https://x.example/' },
      why: 'y',
      foot: undefined,
    }),
  )!
  const light = [0, 2, 4]
    .map((at) => Number.parseInt(back!.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  const luminance = 0.2126 * light[0]! + 0.7152 * light[1]! + 0.0722 * light[2]!
  const ratio = 1.05 / (luminance + 0.05)
  assert.ok(ratio > 7, `${ratio}`)
})
