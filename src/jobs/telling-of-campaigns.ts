import type { Query } from '#base'
import { listProviders } from '#messaging'
import { membersWith } from '#people'
import type { Hearers } from './telling-of-live.ts'

const text = (part: unknown): string => String(part)

async function seenOf(q: Query, id: string, organization: string) {
  const [row] = await q<{ name: string }>`
    select name from people.organization_view where id = ${organization}`
  const link = `/institution/${organization}/messaging/campaigns/${id}`
  const people = await membersWith(q, organization, ['owner', 'admin', 'manager'])
  return { organization: row?.name ?? '?', link, people }
}

/** Who hears of campaigns and of templates: whoever may send. */
export const hearersOfCampaigns: Record<string, Hearers> = {
  'template.paused': async (q, { about, data }) => {
    const { people, organization } = await seenOf(q, about.id, text(data.organizationId))
    const provider = (await listProviders(q)).find(({ id }) => id === data.provider)
    const told = {
      organization,
      template: text(data.name),
      provider: provider?.name ?? text(data.provider),
      reason: text(data.reason),
      link: `/institution/${text(data.organizationId)}/messaging/templates/${about.id}`,
    }
    return people.map((to) => ({ to, kind: 'template.paused', told }))
  },
  'campaign.stopped': async (q, { about, data }) => {
    const { people, ...seen } = await seenOf(q, about.id, text(data.organizationId))
    const told = { ...seen, name: text(data.name), reason: text(data.reason) }
    return people.map((to) => ({ to, kind: 'campaign.stopped', told }))
  },
  'campaign.done': async (q, { about, data }) => {
    const { people, ...seen } = await seenOf(q, about.id, text(data.organizationId))
    const told = { ...seen, name: text(data.name) }
    return people.map((to) => ({ to, kind: 'campaign.done', told }))
  },
}
