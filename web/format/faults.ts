import type { ProblemBody } from '../api/types.ts'

type Fault = NonNullable<ProblemBody['errors']>[number]

/** What is said of a field for programs, and what people read of it. */
const WORDS: readonly [said: RegExp, read: (...parts: string[]) => string][] = [
  [/must NOT have fewer than 1 (?:characters|items)/, () => 'it is empty'],
  [/must NOT have fewer than (\d+) (?:characters)/, (least) => `at least ${least} characters`],
  [/must NOT have more than (\d+) (?:characters)/, (most) => `at most ${most} characters`],
  [/must NOT have fewer than (\d+) items/, (least) => `at least ${least}`],
  [/must NOT have more than (\d+) items/, (most) => `at most ${most}`],
  [/must be >= (\S+)/, (least) => `at least ${least}`],
  [/must be <= (\S+)/, (most) => `at most ${most}`],
  [/must be > (\S+)/, (less) => `more than ${less}`],
  [/must be < (\S+)/, (more) => `less than ${more}`],
  [/must be (?:integer|number)/, () => 'it is no number'],
  [/must match format "email"/, () => 'it is no e-mail address'],
  [/must match format "uri"/, () => 'it is no address of a page'],
  [/must match format "date/, () => 'it is no day or moment'],
  [/must match (?:pattern|format)/, () => 'it is not written as it must be'],
  [/must be equal to|must match/, () => 'it is none of those that there are'],
  [/^is missing/, () => 'it is missing'],
]

/** `must NOT have fewer than 6 characters` → `at least 6 characters`. */
export function faultInWords(message: string): string {
  for (const [said, read] of WORDS) {
    const found = said.exec(message)
    if (found) return read(...found.slice(1))
  }
  return message
}

/** `/choices/consents/textVersion` → `Text version`; a place in a list says nothing to people. */
function fieldInWords(field: string): string {
  const name = field
    .split(/[/?.]/)
    .filter((part) => part !== '' && !/^\d+$/.test(part))
    .at(-1)
  if (!name) return ''
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const MOST = 5

/** All that is wrong with a form, in sentences. What may also be left out is said as "must be null": that helps nobody. */
export function faultsInWords(errors: readonly Fault[]): string {
  const telling = errors.filter(({ message }) => !/must be null|must match a schema/.test(message))
  return (telling.length > 0 ? telling : errors)
    .slice(0, MOST)
    .map(({ field, message }) => {
      const [name, words] = [fieldInWords(field), faultInWords(message)]
      const end = /[.!?]$/.test(words) ? '' : '.'
      return name ? `${name}: ${words}${end}` : `${words}${end}`
    })
    .join(' ')
}
