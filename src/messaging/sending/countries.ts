import parsePhoneNumber, { getCountries, getCountryCallingCode } from 'libphonenumber-js/max'

/** Calling codes that one country has for itself; the others are read digit by digit. */
const ALONE = new Map<string, string>()
const shared = new Set<string>()
for (const country of getCountries()) {
  const code = getCountryCallingCode(country)
  if (ALONE.has(code)) shared.add(code)
  ALONE.set(code, country)
}
for (const code of shared) ALONE.delete(code)

/** The country of a number in E.164, as ISO 3166-1; of anything else, nothing. */
export function countryOf(address: string): string | undefined {
  if (address[0] !== '+') return undefined
  for (let digits = 1; digits <= 3; digits++) {
    const country = ALONE.get(address.slice(1, 1 + digits))
    if (country) return country
  }
  return parsePhoneNumber(address)?.country
}

const zones = new Map<string, string[]>()

/** The zones of a country that differ in January or in July: one clock each is enough. */
export function zonesOf(country: string): string[] {
  const known = zones.get(country)
  if (known) return known
  const seen = new Map<string, string>()
  const region = new Intl.Locale('und', { region: country }) as Intl.Locale & {
    getTimeZones?(): string[] | undefined
  }
  for (const zone of region.getTimeZones?.() ?? []) {
    const offsets = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'].map(
      (at) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).offset,
    )
    if (!seen.has(offsets.join())) seen.set(offsets.join(), zone)
  }
  const found = [...seen.values()]
  zones.set(country, found)
  return found
}
