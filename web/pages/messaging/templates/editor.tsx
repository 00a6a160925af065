import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useFetcher,
  useLoaderData,
} from 'react-router'
import type { Template, TemplateLife, TemplatePreview } from '../../../api/contacts.ts'
import { apiOf } from '../../../api/context.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, type Outcome, text } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { WAY_NAME } from '../wallet/units.tsx'
import { Approvals } from './Approvals.tsx'
import { About, Registration, Variables, WordsFields } from './fields.tsx'
import { namesIn, versionFrom } from './forms.ts'
import { Preview } from './Preview.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Template · Stoa' }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const at = `/institution/${params.organizationId}/messaging/templates`
  const add = new URL(request.url).searchParams.get('language')
  if (!params.id) return { template: null, at, add }
  const template = await context
    .get(apiOf)
    .get<TemplateLife>(`/api/organizations/${params.organizationId}/templates/${params.id}`)
  return { template, at, add }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const at = `/api/organizations/${params.organizationId}/templates`
  const intent = text(form, 'intent')
  const about = { way: text(form, 'way'), category: text(form, 'category') }
  let made = ''
  const outcome = await attempt<TemplatePreview>(intent, async () => {
    switch (intent) {
      case 'preview': {
        const version = versionFrom(form)
        return {
          result: await api.post<TemplatePreview>(`${at}/preview`, {
            ...version,
            ...about,
            language: text(form, 'shown') || null,
            country: 'IN',
            values: standIns(version),
          }),
        }
      }
      case 'make':
        made = (
          await api.post<Template>(at, { ...versionFrom(form), ...about, name: text(form, 'name') })
        ).id
        return undefined
      case 'change':
        await api.put(`${at}/${params.id}`, {
          ...versionFrom(form),
          seen: Number(text(form, 'seen')),
        })
        return { said: 'Kept as a new version. What was sent keeps its own.' }
      case 'archive':
        await api.post(`${at}/${params.id}/archive`)
        return { said: 'Put away.' }
      default:
        await api.post(`${at}/${params.id}/approvals`, {
          version: Number(text(form, 'version')),
          language: text(form, 'language'),
          provider: text(form, 'provider'),
          state: text(form, 'state'),
          ...(text(form, 'providerTemplate')
            ? { providerTemplate: text(form, 'providerTemplate') }
            : {}),
          ...(text(form, 'reason') ? { reason: text(form, 'reason') } : {}),
        })
        return { said: 'Written down.' }
    }
  })
  if (made) throw redirect(`/institution/${params.organizationId}/messaging/templates/${made}`)
  return outcome
}

/** A text without a sample is shown by its name; of another kind only a sample says what it looks like. */
const standIns = ({ variables }: ReturnType<typeof versionFrom>) =>
  Object.fromEntries(
    variables
      .filter(({ kind, sample, otherwise }) => kind === 'text' && !sample && !otherwise)
      .map(({ name }) => [name, name]),
  )

type Way = Template['way']

/** Writes a template, and shows while it is written what a reader would get and what that takes. */
export default function EditorPage() {
  const { template, at, add } = useLoaderData<typeof loader>()
  const title = template ? template.name : 'New template'
  return (
    <>
      <PageHead
        title={title}
        lead={
          template
            ? `${WAY_NAME[template.way]}, version ${template.version}.`
            : 'Write {{name}} where something is filled in for each reader.'
        }
        deeds={<Link to={at}>All templates</Link>}
      />
      <MessagingNav />
      <div className="stack-wide">
        <Editor key={`${template?.id} ${template?.version} ${add}`} template={template} add={add} />
        {template && <Approvals template={template} />}
        {template && !template.archivedAt && (
          <Panel
            title="Put it away"
            note="Nothing new is written by it; what was sent stays as it is."
          >
            <DeedForm intent="archive">
              <DeedButton variant="outline">Put this template away</DeedButton>
            </DeedForm>
          </Panel>
        )}
      </div>
    </>
  )
}

function Editor({ template, add }: { template: TemplateLife | null; add: string | null }) {
  const [way, setWay] = useState<Way>(template?.way ?? 'sms')
  const languages = template ? Object.keys(template.words) : ['en']
  const all = add !== null && !languages.includes(add) ? [...languages, add] : languages
  const [names, setNames] = useState(() => template?.variables.map(({ name }) => name) ?? [])
  const { frame, preview, problem, look } = useLook(setNames)
  return (
    <div className="wide-and-narrow">
      <Panel title="Words">
        <div ref={frame} onInput={look} onChange={look}>
          <DeedForm intent={template ? 'change' : 'make'} className="stack">
            <About template={template} way={way} onWay={setWay} />
            {all.map((language, index) => (
              <WordsFields
                key={language || 'new'}
                way={way}
                index={index}
                language={language}
                words={template?.words[language]}
              />
            ))}
            {template && add === null && (
              <Link to="?language=" preventScrollReset>
                Write it in another language too
              </Link>
            )}
            <Variables names={names} variables={template?.variables ?? []} />
            {way === 'sms' && <Registration registration={template?.registration ?? null} />}
            <input type="hidden" name="fallback" value={template?.fallback ?? ''} />
            <input type="hidden" name="seen" value={template?.version ?? 0} />
            <div>
              {template?.archivedAt ? (
                <p className="soft">This template was put away.</p>
              ) : (
                <DeedButton>{template ? 'Keep as a new version' : 'Make the template'}</DeedButton>
              )}
            </div>
          </DeedForm>
        </div>
      </Panel>
      <Panel title="As it is read" note="With the samples beside each variable.">
        <Preview
          way={way}
          preview={preview}
          problem={problem}
          onPlainer={(plainer) => writePlainer(frame.current, plainer, look)}
        />
        {!preview && !problem && (
          <Button variant="outline" onClick={look}>
            Show it
          </Button>
        )}
      </Panel>
    </div>
  )
}

/** Puts the plainer words into the first text, as if they had been typed. */
function writePlainer(frame: HTMLElement | null, plainer: string, look: () => void): void {
  const field = frame?.querySelector<HTMLTextAreaElement>('textarea[name="text0"]')
  if (!field) return
  field.value = plainer
  look()
  field.focus()
}

const AFTER_MS = 350

/** Asks the API a moment after the last key what would be written; and which variables the words name. */
function useLook(onNames: (names: string[]) => void) {
  const frame = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const fetcher = useFetcher<Outcome<TemplatePreview>>()
  const look = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const form = frame.current?.querySelector('form')
      if (!form) return
      const said = new FormData(form)
      onNames(
        namesIn(
          [...said].flatMap(([name, value]) => (/\d$/.test(name) ? String(value) : [])).join('\n'),
        ),
      )
      if (![...said].some(([name, value]) => name.startsWith('text') && value !== '')) return
      said.set('intent', 'preview')
      fetcher.submit(said, { method: 'post' })
    }, AFTER_MS)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is there
  useEffect(() => {
    look()
    return () => clearTimeout(timer.current)
  }, [])
  const outcome = fetcher.data
  return {
    frame,
    look,
    preview: outcome?.ok ? (outcome.result ?? null) : null,
    problem: outcome && !outcome.ok ? outcome.problem : null,
  }
}

export const ErrorBoundary = () => <PageError who="those who keep this organization’s templates" />
