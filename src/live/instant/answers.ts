import { record, type Tx } from '#base'
import { askingPolicy } from '../asking/policy.ts'

/**
 * How an educator answered somebody who wants to talk at once. Too many unanswered in a row, or too many
 * declined, and they are found no more until they say so again; they hear of it.
 */
export async function noteAnswer(
  tx: Tx,
  educator: string,
  answer: 'accepted' | 'declined' | 'silent',
  now: Temporal.Instant,
): Promise<void> {
  const [row] = await tx<{ silences: number; declines: number; on: boolean }>`
    update live.instant_offer set
      silences = case when ${answer} = 'silent' then silences + 1 else 0 end,
      declines = case ${answer} when 'declined' then declines + 1 when 'accepted' then 0 else declines end
    where educator_id = ${educator}
    returning silences, declines, coalesce(until > ${now}, false) as on`
  if (!row?.on) return
  const policy = await askingPolicy(tx)
  const why =
    row.silences >= policy.instantSilences
      ? 'silent'
      : row.declines >= policy.instantDeclines
        ? 'declined'
        : null
  if (!why) return
  await tx`
    update live.instant_offer set until = null, off_why = ${why}, changed_at = ${now} where educator_id = ${educator}`
  await record(tx, {
    kind: 'instant.switched_off',
    about: { type: 'person', id: educator },
    at: now,
    data: { educatorId: educator, why, times: why === 'silent' ? row.silences : row.declines },
  })
}
