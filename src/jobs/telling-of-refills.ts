import type { Fact, Query, Value } from '#base'

/** Who hears that credits were to be bought by themselves, and were not. */
export const hearersOfRefills = {
  'refill.failed': (_q: Query, { data }: Fact) => [
    {
      to: String(data.personId),
      kind: 'refill.failed' as const,
      told: {
        credits: data.credits as Value,
        total: data.total as Value,
        code: String(data.code),
        order: String(data.order),
      },
    },
  ],
  'refill.stopped': (_q: Query, { data }: Fact) => [
    {
      to: String(data.personId),
      kind: 'refill.stopped' as const,
      told: {
        credits: data.credits as Value,
        because: data.because as 'failures' | 'no_method',
      },
    },
  ],
  'refill.held_back': (_q: Query, { data }: Fact) => [
    {
      to: String(data.personId),
      kind: 'refill.held_back' as const,
      told: { credits: data.credits as Value, code: String(data.code) },
    },
  ],
}
