import type { Query, Tx } from '#base'

/** Whether whoever takes one of this educator's free hours asks first. Off until they say so. */
export async function asksFirst(q: Query, educator: string): Promise<boolean> {
  const [row] = await q<{ asks: boolean }>`
    select asks_first as asks from live.educator_setting where educator_id = ${educator}`
  return row?.asks ?? false
}

/** The educator wants to be asked for their free hours, or not any more. What was booked stands. */
export async function setAsksFirst(
  tx: Tx,
  educator: string,
  asks: boolean,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    insert into live.educator_setting (educator_id, asks_first, set_at) values (${educator}, ${asks}, ${now})
    on conflict (educator_id) do update set asks_first = excluded.asks_first, set_at = excluded.set_at`
}
