import { Problem, type Tx } from '#base'
import { draftCampaign, oneCampaign, scheduleCampaign } from '../campaigns/index.ts'
import { templateFor } from '../templates/index.ts'
import { Ends, goOn, log, type Run } from './acting.ts'

/** An event that is about nobody is told to the automation's audience, by a campaign. */
export async function tellAll(
  tx: Tx,
  run: Run,
  site: string,
  now: Temporal.Instant,
): Promise<void> {
  const { organization, about, steps, step } = run
  const said: Record<string, string> = {}
  for (const [field, value] of Object.entries(run.data ?? {})) said[field] = String(value)
  if (run.media) said.media = run.media.url
  try {
    const template = await templateFor(tx, organization, steps[step]!.templates[0]!)
    const named = new Set(template.variables.map(({ name }) => name))
    const { id } = await draftCampaign(
      tx,
      organization,
      {
        name: about.name,
        texts: [
          {
            label: 'A',
            template: template.id,
            subject: null,
            said: Object.fromEntries(Object.entries(said).filter(([name]) => named.has(name))),
          },
        ],
        audience: about.audience!,
        when: { timing: 'now' },
        quiet: about.quiet,
        perMinute: null,
        shortfall: 'refuse',
        links: about.links,
        test: null,
      },
      'automation',
      now,
    )
    const { version } = await oneCampaign(tx, organization, id)
    await scheduleCampaign(
      tx,
      { organization, id, version, shortfall: 'refuse', site },
      'automation',
      now,
    )
    await tx`update messaging.automation_run set campaign_id = ${id}, wrote_at = ${now} where id = ${run.id}`
    await log(tx, run.id, { what: 'campaign_begun', facts: { campaign: id } }, now)
    await goOn(tx, run, now)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Ends({ what: 'not_said', code: error.code, facts: error.facts })
  }
}
