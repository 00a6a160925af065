/** Business words as people say them. */

/** `es` → `Spanish`. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

export const kindName = (kind: string) => (kind === 'class' ? 'Live class' : 'Conversation')
export const kindWord = (kind: string) => (kind === 'class' ? 'class' : 'conversation')

/** Who gives it: instructors classes, hosts conversations. */
export const teacherName = (kind: string) => (kind === 'class' ? 'Instructor' : 'Host')

/** `3 seats left`, `1 seat left`, `Full`. */
export const seatsWord = (left: number) =>
  left === 0 ? 'Full' : left === 1 ? '1 seat left' : `${left} seats left`

/** `1 class`, `231 classes`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** First letter large. */
export const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

export const LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2']
