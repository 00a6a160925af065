/**
 * How many SMS a text is (3GPP TS 23.038, 23.040). A text of the GSM alphabet has 160 units in one message or 153 in
 * each of several; any other character makes the whole text UCS-2: 70 or 67 units of UTF-16. A character that takes
 * two units is never split over two messages. Pure.
 */
export type Segments = {
  encoding: 'GSM-7' | 'UCS-2'
  units: number
  /** 0 for an empty text: it is refused wherever something is sent. */
  segments: number
  /** The characters that made it UCS-2, each once, in the order in which they stand there. */
  forcing: string[]
  /** The same text in other characters, where that is fewer messages. */
  substitute?: { text: string; segments: number }
}

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡' +
  'ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Sent as an escape and a character: two units. */
const EXTENSION = '\f^{}\\[~]|€'

/** Units of each character of the GSM alphabet, by its code; 0: it is not in it. */
const GSM_UNITS = new Uint8Array(0x20ad)
for (const character of BASIC) GSM_UNITS[character.charCodeAt(0)] = 1
for (const character of EXTENSION) GSM_UNITS[character.charCodeAt(0)] = 2

const gsmUnits = (text: string, at: number) => GSM_UNITS[text.charCodeAt(at)] ?? 0

const LIMITS = {
  'GSM-7': { alone: 160, each: 153 },
  'UCS-2': { alone: 70, each: 67 },
} as const

export function segmentsOf(text: string): Segments {
  const forcing = forcingOf(text)
  const encoding = forcing.length === 0 ? 'GSM-7' : 'UCS-2'
  const { units, ends } = packed(text, encoding)
  const counted = { encoding, units, segments: ends.length, forcing } as const
  if (encoding === 'GSM-7') return counted
  const plain = substituted(text)
  if (plain === undefined) return counted
  const { segments } = segmentsOf(plain)
  return segments < ends.length ? { ...counted, substitute: { text: plain, segments } } : counted
}

/** The messages that a text is cut into. */
export function piecesOf(text: string): string[] {
  const { ends } = packed(text, forcingOf(text).length === 0 ? 'GSM-7' : 'UCS-2')
  return ends.map((end, index) => text.slice(index === 0 ? 0 : ends[index - 1], end))
}

function forcingOf(text: string): string[] {
  const found = new Set<string>()
  for (let at = 0; at < text.length; at++) {
    if (gsmUnits(text, at) > 0) continue
    const character = String.fromCodePoint(text.codePointAt(at)!)
    found.add(character)
    at += character.length - 1
  }
  return [...found]
}

/** Where each message ends, filled one after the other: no other way of cutting needs fewer. */
function packed(text: string, encoding: Segments['encoding']): { units: number; ends: number[] } {
  const { alone, each } = LIMITS[encoding]
  const ends: number[] = []
  let units = 0
  let room = each
  for (let at = 0; at < text.length; ) {
    const length = text.codePointAt(at)! > 0xffff ? 2 : 1
    const needs = encoding === 'GSM-7' ? gsmUnits(text, at) : length
    if (needs > room) {
      ends.push(at)
      room = each
    }
    room -= needs
    units += needs
    at += length
  }
  if (units === 0) return { units, ends: [] }
  return { units, ends: units <= alone ? [text.length] : [...ends, text.length] }
}

const SAME: readonly (readonly [string, string])[] = [
  ['₹', 'Rs'],
  ['‘’‚‛′`´ʼ', "'"],
  ['“”„‟″«»', '"'],
  ['‐‑‒–—―−', '-'],
  ['…', '...'],
  [
    '\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
    ' ',
  ],
  ['\u2028\u2029', '\n'],
  ['\u00ad\u200b\u2060\ufeff', ''],
  ['•·▪', '*'],
  ['×', 'x'],
  ['‹', '<'],
  ['›', '>'],
  ['©', '(c)'],
  ['®', '(R)'],
  ['™', '(TM)'],
]
const INSTEAD = new Map(
  SAME.flatMap(([these, that]) => [...these].map((character) => [character, that] as const)),
)

/** The text in the GSM alphabet, where something in it stands for each of its characters. */
export function substituted(text: string): string | undefined {
  let plain = ''
  for (const character of text.normalize('NFC')) {
    const same = gsmUnits(character, 0) > 0 ? character : insteadOf(character)
    if (same === undefined) return undefined
    plain += same
  }
  return plain
}

/** Typography has its plain form, and a letter of the Latin alphabet can do without its mark. */
function insteadOf(character: string): string | undefined {
  const plain = INSTEAD.get(character)
  if (plain !== undefined) return plain
  const letter = character.normalize('NFD').replace(/\p{M}/gu, '')
  return /^[A-Za-z]$/.test(letter) ? letter : undefined
}

const NAMES = new Map([
  ['\t', 'tab'],
  ['\u00a0', 'no-break space'],
  ['\u202f', 'narrow no-break space'],
  ['\u00ad', 'soft hyphen'],
  ['\u200b', 'zero-width space'],
  ['\u200c', 'zero-width non-joiner'],
  ['\u200d', 'zero-width joiner'],
  ['\u2060', 'word joiner'],
  ['\ufeff', 'byte order mark'],
  ['\u2028', 'line separator'],
  ['\u2029', 'paragraph separator'],
  ['\ufe0f', 'emoji variation selector'],
])

/** A character as a person can read it: what nobody sees has a name. */
export function nameOfCharacter(character: string): string {
  const known = NAMES.get(character)
  if (known) return known
  const code = character.codePointAt(0)!
  const visible = /[^\p{C}\p{Z}\p{M}]/u.test(character)
  return visible ? character : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}
