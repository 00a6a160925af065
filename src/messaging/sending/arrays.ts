/**
 * Arrays as PostgreSQL reads them, written by hand: of ten thousand rows the general way costs as much as all the rest.
 */

/** Texts, quoted. */
export function texts(values: readonly (string | null | undefined)[]): string {
  let all = '{'
  for (const [index, one] of values.entries()) {
    if (index > 0) all += ','
    if (one === null || one === undefined) all += 'NULL'
    else all += `"${/["\\]/.test(one) ? one.replace(/["\\]/g, '\\$&') : one}"`
  }
  return `${all}}`
}

/** What needs no quotes: ids, numbers, and the words of a closed list. */
export function plainly(values: readonly (string | number | bigint | null | undefined)[]): string {
  return `{${values.map((one) => one ?? 'NULL').join(',')}}`
}

/** Instants; the same one is written once. */
export function instants(values: readonly Temporal.Instant[]): string {
  const written = new Map<Temporal.Instant, string>()
  return `{${values
    .map((one) => {
      const known = written.get(one) ?? one.toString()
      written.set(one, known)
      return known
    })
    .join(',')}}`
}
