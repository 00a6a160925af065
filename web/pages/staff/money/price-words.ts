/** A day that a form gave, as the moment when it begins; undefined: none was given. */
export const beginOf = (day: string) => (day ? `${day}T00:00:00Z` : undefined)
