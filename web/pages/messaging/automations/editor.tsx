import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import type { Automation, EventKinds, GroupChoice, TemplateChoice } from '../../../api/campaigns.ts'
import { apiOf } from '../../../api/context.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { AutomationFields } from './AutomationFields.tsx'
import { automationFrom } from './automation-words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Write an automation · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/organizations/${params.organizationId}`
  const [templates, groups, kinds, automation] = await Promise.all([
    api.get<{ items: TemplateChoice[] }>(`${at}/templates`, { limit: 100 }),
    api.get<{ items: GroupChoice[] }>(`${at}/contact-groups`),
    api.get<EventKinds>(`${at}/event-kinds`),
    params.id ? api.get<Automation>(`${at}/automations/${params.id}`) : undefined,
  ])
  return {
    templates: templates.items.filter(({ category }) => category !== 'authentication'),
    groups: groups.items,
    kinds: kinds.items,
    automation,
    base: `/institution/${params.organizationId}/messaging`,
  }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const at = `/api/organizations/${params.organizationId}/automations`
  let kept = ''
  const outcome = await attempt('keep', async () => {
    const words = automationFrom(form)
    const version = Number(text(form, 'version'))
    kept = params.id
      ? (await api.put<Automation>(`${at}/${params.id}`, { ...words, version })).id
      : (await api.post<Automation>(at, words)).id
    return undefined
  })
  if (kept) throw redirect(`/institution/${params.organizationId}/messaging/automations/${kept}`)
  return outcome
}

/** Writes an automation. It is off until it is switched on. */
export default function AutomationEditor() {
  const { templates, groups, kinds, automation, base } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title={automation ? `Change “${automation.name}”` : 'Write an automation'}
        lead={
          automation
            ? 'What is under way already goes on as it began.'
            : 'It is off until you switch it on; you can try it out before, for nothing.'
        }
        deeds={<Link to={`${base}/automations`}>All automations</Link>}
      />
      <MessagingNav />
      {templates.length === 0 && (
        <EmptyState title="No text to send yet">
          An automation sends a template. <Link to={`${base}/templates`}>Write one first</Link>.
        </EmptyState>
      )}
      <DeedForm intent="keep" className="stack-wide">
        {automation && <input type="hidden" name="version" value={automation.version} />}
        <AutomationFields
          automation={automation}
          kinds={kinds}
          templates={templates}
          groups={groups}
        />
        <div>
          <DeedButton>Keep it</DeedButton>
        </div>
      </DeedForm>
    </>
  )
}

export const ErrorBoundary = () => (
  <PageError who="owners, administrators and managers of the organization" />
)
