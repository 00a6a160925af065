import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import type { Campaign, CampaignLife, GroupChoice, TemplateChoice } from '../../../api/campaigns.ts'
import { apiOf } from '../../../api/context.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { personOf } from '../../../visitor.ts'
import { MessagingNav } from '../MessagingNav.tsx'
import { CampaignFields } from './CampaignFields.tsx'
import { campaignFrom, localIn } from './campaign-words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Write a campaign · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { zone } = await personOf(context)
  const at = `/api/organizations/${params.organizationId}`
  const [templates, groups, life] = await Promise.all([
    api.get<{ items: TemplateChoice[] }>(`${at}/templates`, { limit: 100 }),
    api.get<{ items: GroupChoice[] }>(`${at}/contact-groups`),
    params.id ? api.get<CampaignLife>(`${at}/campaigns/${params.id}`) : undefined,
  ])
  const when = life?.campaign.when
  return {
    templates: templates.items.filter(({ category }) => category !== 'authentication'),
    groups: groups.items,
    campaign: life?.campaign,
    at: when?.at ? (when.timing === 'at' ? localIn(when.at, zone) : when.at) : '',
    base: `/institution/${params.organizationId}/messaging`,
  }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const { zone } = await personOf(context)
  const form = await request.formData()
  const at = `/api/organizations/${params.organizationId}/campaigns`
  let kept = ''
  const outcome = await attempt('keep', async () => {
    const words = campaignFrom(form, zone)
    const version = Number(text(form, 'version'))
    kept = params.id
      ? (await api.put<Campaign>(`${at}/${params.id}`, { ...words, version })).id
      : (await api.post<Campaign>(at, words)).id
    return undefined
  })
  if (kept) throw redirect(`/institution/${params.organizationId}/messaging/campaigns/${kept}`)
  return outcome
}

/** Writes a campaign, or a draft of one anew. Nothing is sent from here. */
export default function CampaignEditor() {
  const { templates, groups, campaign, at, base } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title={campaign ? `Change “${campaign.name}”` : 'Write a campaign'}
        lead="It is kept as a draft. On the next page you see what it takes, and confirm it."
        deeds={<Link to={`${base}/campaigns`}>All campaigns</Link>}
      />
      <MessagingNav />
      {templates.length === 0 && (
        <EmptyState title="No text to send yet">
          A campaign sends a template. <Link to={`${base}/templates`}>Write one first</Link>; what
          you choose here can be kept meanwhile.
        </EmptyState>
      )}
      <DeedForm intent="keep" className="stack-wide">
        {campaign && <input type="hidden" name="version" value={campaign.version} />}
        <CampaignFields campaign={campaign} templates={templates} groups={groups} at={at} />
        <div>
          <DeedButton>Keep it and see what it takes</DeedButton>
        </div>
      </DeedForm>
    </>
  )
}

export const ErrorBoundary = () => (
  <PageError who="owners, administrators and managers of the organization" />
)
