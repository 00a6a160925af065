import type { Value } from '#base'
import type { Hearers } from './telling-of-live.ts'
import { refillsOfOrganizations } from './telling-of-wallets.ts'

/** An organization's refill is told to whoever sees to its money; a person's to that person. */
const orOrganization =
  (kind: string, ofPerson: Hearers): Hearers =>
  (q, fact, now) =>
    (fact.data.organizationId ? refillsOfOrganizations[kind]! : ofPerson)(q, fact, now)

/** Who hears that something was to be bought by itself, and was not. */
export const hearersOfRefills: Record<string, Hearers> = {
  'refill.failed': orOrganization('refill.failed', (_q, { data }) => [
    {
      to: String(data.personId),
      kind: 'refill.failed',
      told: {
        credits: data.credits as Value,
        total: data.total as Value,
        code: String(data.code),
        order: String(data.order),
      },
    },
  ]),
  'refill.stopped': orOrganization('refill.stopped', (_q, { data }) => [
    {
      to: String(data.personId),
      kind: 'refill.stopped',
      told: {
        credits: data.credits as Value,
        because: data.because as 'failures' | 'no_method',
      },
    },
  ]),
  'refill.held_back': orOrganization('refill.held_back', (_q, { data }) => [
    {
      to: String(data.personId),
      kind: 'refill.held_back',
      told: { credits: data.credits as Value, code: String(data.code) },
    },
  ]),
}
