import { createContext, useContext } from 'react'

/** Whose eyes: words and figures are written for this place and language. */
export type Reader = {
  /** Language of dates and figures, as BCP 47. The pages are in English, so this is English somewhere. */
  locale: string
  /** IANA zone that times are shown in. */
  zone: string
  /** False while the visitor's zone is only assumed. */
  zoneKnown: boolean
  /** The moment the page was made, RFC 3339. In a sandbox it is the virtual clock's. */
  now: string
  sandbox: boolean
}

const ReaderContext = createContext<Reader>({
  locale: 'en-GB',
  zone: 'UTC',
  zoneKnown: false,
  now: '2026-01-01T00:00:00Z',
  sandbox: false,
})

export const ReaderProvider = ReaderContext.Provider
export const useReader = () => useContext(ReaderContext)

/**
 * The English of where the reader is: `de-DE` reads `en-DE` (their dates and decimal marks, words of the
 * page's language); plain `en` is American, as browsers mean it.
 */
export function pageLocale(wanted: string | undefined): string {
  if (!wanted) return 'en-GB'
  try {
    const locale = new Intl.Locale(wanted).maximize()
    return locale.region ? `en-${locale.region}` : 'en-GB'
  } catch {
    return 'en-GB'
  }
}

/** The zone if this machine knows it. */
export function knownZone(zone: string | undefined | null): string | undefined {
  if (!zone) return undefined
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    return undefined
  }
}
