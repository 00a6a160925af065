/** Where to go after signing in: an address of ours, or the person's home. */
export function backOr(wanted: string | null | undefined, otherwise: string): string {
  if (!wanted?.startsWith('/') || wanted.startsWith('//') || wanted.includes('\\')) return otherwise
  return wanted
}
