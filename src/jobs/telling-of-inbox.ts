import type { Query } from '#base'
import { INBOX_ROLES, threadOf } from '#messaging'
import { membersWith, personCards, staffWith } from '#people'
import type { Hearers } from './telling-of-live.ts'

const text = (part: unknown): string => String(part)

async function nameOf(q: Query, organization: string): Promise<string> {
  const [row] = await q<{ name: string }>`
    select name from people.organization_view where id = ${organization}`
  return row?.name ?? '?'
}

/** What is said of a conversation: with whom, and where it is. */
async function seenOf(q: Query, organization: string, thread: string) {
  const seen = await threadOf(q, organization, thread)
  return {
    name: seen.contact?.name || seen.address,
    words: seen.last.text || '…',
    organization: await nameOf(q, organization),
    link: `/institution/${organization}/messaging/inbox/${thread}`,
  }
}

/** Who hears of conversations and of codes: whoever works the inbox, and those who look after it. */
export const hearersOfInbox: Record<string, Hearers> = {
  'inbox.waiting': async (q, { about, data }) => {
    const organization = text(data.organizationId)
    const told = await seenOf(q, organization, about.id)
    const hear =
      typeof data.assignedTo === 'string'
        ? [data.assignedTo]
        : await membersWith(q, organization, INBOX_ROLES)
    return hear.map((to) => ({ to, kind: 'inbox.waiting', told }))
  },
  'inbox.assigned': async (q, { about, data }) => {
    const organization = text(data.organizationId)
    const { words: _words, ...told } = await seenOf(q, organization, about.id)
    const [by] = await personCards(q, [text(data.by).replace(/^person:/, '')])
    return [{ to: text(data.to), kind: 'inbox.assigned', told: { ...told, by: by?.name ?? '?' } }]
  },
  'otp.country_stopped': async (q, { data }) => {
    const organization = typeof data.organizationId === 'string' ? data.organizationId : undefined
    const told = {
      organization: organization ? await nameOf(q, organization) : 'Stoa',
      country: text(data.country),
      sent: Number(data.sent),
      verified: Number(data.verified),
    }
    const own = organization ? await membersWith(q, organization, ['owner', 'admin']) : []
    const staff = await staffWith(q, ['support', 'admin'])
    return [...new Set([...own, ...staff])].map((to) => ({
      to,
      kind: 'otp.country_stopped',
      told: {
        ...told,
        link: own.includes(to)
          ? `/institution/${organization}/messaging/codes`
          : '/operate/messaging/numbers',
      },
    }))
  },
}
