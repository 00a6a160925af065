import { Checkbox } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Answer, Page } from '../../../api/types.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'

type Organization = Answer<'/api/organizations'>['items'][number]
type Person = Answer<'/api/people/{id}'>

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'A new educator · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const id = new URL(request.url).searchParams.get('person')
  const [person, organizations] = await Promise.all([
    id ? api.get<Person>(`/api/people/${id}`) : null,
    api.get<Page<Organization>>('/api/organizations', { limit: 100 }),
  ])
  return { person, organizations: organizations.items }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  let made = ''
  const outcome = await attempt('enrol', async () => {
    const educator = await context.get(apiOf).post<{ id: string }>('/api/educators', {
      personId: text(form, 'person'),
      kinds: form.getAll('kinds').map(String),
      yearsTeaching: Number(text(form, 'years')),
      organizationId: text(form, 'organization'),
      ...(text(form, 'headline') ? { headline: text(form, 'headline') } : {}),
      ...(text(form, 'about') ? { about: text(form, 'about') } : {}),
    })
    made = educator.id
    return undefined
  })
  if (made) throw redirect(`/operate/educators/${made}`)
  return outcome
}

/** Makes somebody who has an account an educator. */
export default function Enrol() {
  const { person, organizations } = useLoaderData<typeof loader>()
  if (!person)
    return (
      <>
        <PageHead title="A new educator" />
        <Panel>
          <EmptyState title="Who is it?">
            Find them among <Link to="/operate/people">the people</Link> first: their page leads
            here. They need an account of their own.
          </EmptyState>
        </Panel>
      </>
    )
  return (
    <>
      <PageHead
        title={`Make ${person.name} an educator`}
        lead="They can publish sessions at once, on the tier that their years of teaching begin at."
        deeds={<Link to={`/operate/people/${person.id}`}>Their account</Link>}
      />
      <Panel>
        <DeedForm intent="enrol" className="stack">
          <input type="hidden" name="person" value={person.id} />
          <Checkbox.Group label="They lead" defaultValue={['class', 'conversation']} required>
            <div className="stack" style={{ gap: 8, marginTop: 8 }}>
              <Checkbox name="kinds" value="class" label="Live classes" />
              <Checkbox name="kinds" value="conversation" label="Conversations" />
            </div>
          </Checkbox.Group>
          <TextField
            name="years"
            label="Years of teaching"
            inputMode="numeric"
            pattern="[0-9]*"
            defaultValue="0"
            required
          />
          <SelectField
            name="organization"
            label="They belong to"
            data={organizations.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextField name="headline" label="In one line" maxLength={160} />
          <LongField name="about" label="About them" maxLength={5000} />
          <div>
            <DeedButton>Make them an educator</DeedButton>
          </div>
        </DeedForm>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and support" />
