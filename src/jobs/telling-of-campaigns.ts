import type { Query } from '#base'
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

/** Who hears of campaigns: whoever may send. */
export const hearersOfCampaigns: Record<string, Hearers> = {
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
