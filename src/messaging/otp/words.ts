import type { OtpRules } from './rules.ts'

/** What a code says until an organization says otherwise, by language; letters of the GSM alphabet where it has them. */
const WORDS: Record<string, string> = {
  en: '{code} is your code. It is valid for {minutes} minutes. Do not share it with anyone.',
  de: '{code} ist dein Code. Er gilt {minutes} Minuten. Gib ihn niemandem weiter.',
  fr: '{code} est votre code. Il est valable {minutes} minutes. Ne le donnez à personne.',
  es: '{code} es tu código. Vale {minutes} minutos. No lo compartas con nadie.',
  pt: '{code} é o seu código. Vale por {minutes} minutos. Não o partilhe com ninguém.',
  it: '{code} è il tuo codice. Vale {minutes} minuti. Non darlo a nessuno.',
  nl: '{code} is je code. Hij is {minutes} minuten geldig. Deel hem met niemand.',
  hi: '{code} आपका कोड है। यह {minutes} मिनट तक मान्य है। इसे किसी को न बताएँ।',
  mr: '{code} हा तुमचा कोड आहे. तो {minutes} मिनिटे वैध आहे. तो कोणालाही सांगू नका.',
}

export const WORDS_AT_FIRST = WORDS.en!

/** `de` of `de-AT` or `de_AT`. */
export const plainLanguage = (language: string): string =>
  language.toLowerCase().split(/[-_]/)[0] ?? ''

/**
 * The words of a code for somebody who reads this language: the organization's own in it, else the usual ones where
 * it has not written any, else its own in whatever language they are.
 */
export function wordsIn(
  rules: Pick<OtpRules, 'words' | 'wordsBy'>,
  language: string | null,
): string {
  const plain = plainLanguage(language ?? '')
  const usual = rules.words === WORDS_AT_FIRST ? WORDS[plain] : undefined
  return rules.wordsBy[plain] ?? usual ?? rules.words
}

/** The language of a template that is approved in these: theirs, else the first. */
export function languageAmong(approved: readonly string[], language: string | null): string {
  const wish = (language ?? '').replace('-', '_').toLowerCase()
  const exact = approved.find((one) => one.replace('-', '_').toLowerCase() === wish)
  const like = approved.find((one) => plainLanguage(one) === plainLanguage(wish))
  return exact ?? like ?? approved[0] ?? 'en'
}
