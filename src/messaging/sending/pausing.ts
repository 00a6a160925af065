import type { Tx } from '#base'
import type { WrittenFrom } from '../message.ts'
import type { ProviderKind } from '../providers/index.ts'
import { pauseAtProvider } from '../templates/index.ts'

/** What a provider did not take for what it says. */
export type RefusedWords = {
  at: { id: string; kind: ProviderKind }
  organization: string | null
  /** Null where it was not written from a template, or is forgotten. */
  written: WrittenFrom | null
  reason: string
  leftAt: Temporal.Instant
  now: Temporal.Instant
}

/** Templates are paused at whoever refuses their words; each is locked once, in the order of their ids. */
export async function pauseRefused(tx: Tx, refused: readonly RefusedWords[]): Promise<void> {
  const found = new Map<string, RefusedWords & { organization: string; written: WrittenFrom }>()
  for (const one of refused) {
    const { at, organization, written } = one
    // The house's own letters are of no template: whoever answers for them reads the outbox.
    if (!organization || !written) continue
    const name = `${written.template} ${written.version} ${written.language} ${at.id}`
    found.set(name, { ...one, organization, written })
  }
  for (const [, one] of [...found].sort(([a], [b]) => (a < b ? -1 : 1)))
    await pauseAtProvider(tx, one.organization, one.written, one, one.now)
}
