/**
 * Days of the address as instants, for loaders: `from` and `to` are calendar days of the reader's zone,
 * the last one included. A day that is none is left out.
 */
export function days(
  search: URLSearchParams,
  zone = 'UTC',
): { from: string | undefined; to: string | undefined } {
  return { from: startOf(search.get('from'), zone), to: startOf(search.get('to'), zone, 1) }
}

/** The moment a day begins (or, a day later, is over) in a zone. */
export function startOf(day: string | null, zone: string, later = 0): string | undefined {
  if (!day || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  try {
    return Temporal.PlainDate.from(day)
      .add({ days: later })
      .toZonedDateTime({ timeZone: zone })
      .toInstant()
      .toString()
  } catch {
    return undefined
  }
}

/** The end of an as-of day: its last microsecond, which is how finely the books tell time. */
export function endOf(day: string | null, zone: string): string | undefined {
  const over = startOf(day, zone, 1)
  return over && Temporal.Instant.from(over).subtract({ microseconds: 1 }).toString()
}
