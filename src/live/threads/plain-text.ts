/**
 * Text as somebody reads it who means to find a number or an address in it: lower case, one kind of
 * digits, one kind of letters, nothing invisible. Every character remembers where it stood.
 */
export type Plain = {
  text: string
  /** For each character of `text`, where its original begins; one more for the end. */
  at: number[]
}

const INVISIBLE = /^[\p{Cf}\u115f\u1160\u3164\uffa0]$/u
const MARKS = /\p{M}/gu

/** Letters of other alphabets that look like Latin ones. */
const LOOKALIKES: Record<string, string> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  ԝ: 'w',
  α: 'a',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ı: 'i',
  ɡ: 'g',
}

/** The value of a decimal digit of any script, by the run of ten that it stands in. */
function digitOf(letter: string): string | undefined {
  if (!/^\p{Nd}$/u.test(letter)) return undefined
  let code = letter.codePointAt(0)!
  let value = 0
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - 1))) {
    code -= 1
    value += 1
    // Runs of ten begin at a multiple of their own: those that touch are told apart by the ten.
    if ((code & 0xf) === 0 || (code & 0xf) === 6) break
  }
  return String(value)
}

const ASCII = /^[ -~\n]$/

/** How `text` reads. */
export function plainOf(text: string): Plain {
  let plain = ''
  const at: number[] = []
  let place = 0
  for (const letter of text) {
    const here = place
    place += letter.length
    const read = ASCII.test(letter) ? letter.toLowerCase() : readingOf(letter)
    for (const one of read) {
      plain += one
      for (let unit = 0; unit < one.length; unit++) at.push(here)
    }
  }
  at.push(text.length)
  return { text: plain, at }
}

function readingOf(letter: string): string {
  if (INVISIBLE.test(letter)) return ''
  let read = ''
  // Decomposed by meaning: ① is 1, ＠ is @, é is e.
  for (const one of letter.normalize('NFKD').replace(MARKS, '').toLowerCase()) {
    read += digitOf(one) ?? LOOKALIKES[one] ?? (/^\s$/u.test(one) ? ' ' : one)
  }
  return read
}
