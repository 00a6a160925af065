import { Problem, queueWork, type Tx } from '#base'
import { addMember, PLATFORM_CREATORS } from '#people'
import { alsoTeaches, educatorCard, enrol } from '../educators.ts'
import { type ApplicationNow, foresee, lockApplication, step } from './application.ts'
import { contractFor } from './contracts.ts'
import { callOffInterview } from './interviewing.ts'
import { refuse } from './problems.ts'
import type { Reviewer } from './reviewing.ts'

/** The task that makes somebody known to the payment provider (jobs/tasks.ts). */
export const OPEN_PAYEE = 'open-payee'

/**
 * Approves an application: in one transaction its person is an educator on the rung of their experience (or
 * teaches another kind from now on), belongs to their institution or to Platform Creators, and the payment
 * provider is asked to know them. The agreement is theirs to accept before they publish anything.
 * Refusals, in order: unknown_application, application_elsewhere, application_changed, application_with_other,
 * application_untaken, no_contract_in_force, and those of `enrol`.
 */
export async function approveApplication(
  tx: Tx,
  id: string,
  given: {
    words?: string | undefined
    headline?: string | undefined
    organizationId?: string | undefined
  },
  by: Reviewer,
  now: Temporal.Instant,
): Promise<ApplicationNow> {
  const application = await lockApplication(tx, id)
  const { words, headline, organizationId = PLATFORM_CREATORS } = given
  const doer = { role: 'reviewer', id: by.id, admin: by.admin } as const
  const made = { deed: 'approve', doer, seen: by.seen, words } as const
  foresee(application, made, now)
  const { personId, kinds, name, country } = application
  const payeeKind = organizationId === PLATFORM_CREATORS ? 'independent' : 'institution'
  if (!(await contractFor(tx, payeeKind, country))) throw refuse('no_contract_in_force')

  const yearsTeaching = application.yearsTeaching!
  const decidedBy = `person:${by.id}`
  if (await educatorCard(tx, personId)) {
    await alsoTeaches(tx, { personId, kinds, yearsTeaching }, decidedBy, now)
  } else {
    await enrol(
      tx,
      {
        personId,
        name,
        zone: application.zone!,
        kinds,
        yearsTeaching,
        organizationId,
        about: application.introduction,
        languages: spoken(application),
        ...(headline ? { headline } : {}),
      },
      decidedBy,
      now,
    )
    await belong(tx, organizationId, personId, now)
  }
  const payee = { person: personId, email: application.email, name, country }
  await queueWork(tx, OPEN_PAYEE, payee, `payee:${personId}`)
  const approved = await step(tx, application, made, now)
  await callOffInterview(tx, application, now)
  return approved
}

/** Each language once, as the profile names them: those that are taught first. */
const spoken = ({ teachingLanguages, nativeLanguages }: ApplicationNow): string[] => [
  ...new Set([...teachingLanguages.map(({ language }) => language), ...nativeLanguages]),
]

/** An educator belongs to their organization; who has a role there already keeps it. */
async function belong(
  tx: Tx,
  organization: string,
  person: string,
  now: Temporal.Instant,
): Promise<void> {
  try {
    await addMember(tx, { organization, person, role: 'educator' }, now)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'already_member') throw error
  }
}
