import type { Query } from '#base'

/**
 * Whether a tier of this educator opens a feature, beside what their plan opens: the higher of their tiers
 * counts, whichever kind they teach. One statement, asked within the deed that needs it.
 */
export async function tierOpens(q: Query, educator: string, feature: string): Promise<boolean> {
  const [row] = await q<{ open: boolean }>`
    select exists (select from earnings.educator_view
      where educator_id = ${educator} and ${feature} = any (opens)) as open`
  return row!.open
}
