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

/** Whether any rung of the ladders opens a feature: which tiers, from the lowest. */
export async function tiersThatOpen(q: Query, feature: string): Promise<string[]> {
  const rows = await q<{ tier: string }>`
    select tier from earnings.rung where ${feature} = any (opens) group by tier order by min(position)`
  return rows.map(({ tier }) => tier)
}
