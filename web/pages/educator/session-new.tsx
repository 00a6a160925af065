import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { ApiProblem } from '../../api/client.ts'
import { apiOf } from '../../api/context.ts'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { PageError } from '../../components/states.tsx'
import { place } from '../../format/time.ts'
import { personOf } from '../../visitor.ts'
import { inForm, readSession } from './reading.ts'
import { SessionForm } from './SessionForm.tsx'
import { termsOf } from './terms.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'New session · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  return termsOf(context)
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const person = await personOf(context)
  const form = await request.formData()
  const currency = text(form, 'currency') || 'USD'
  const read = readSession(form, person.zone, { currency })
  let made = ''
  const outcome = await attempt('create', async () => {
    if ('problem' in read) throw new ApiProblem(read.problem)
    try {
      const session = await api.post<{ id: string }>('/api/sessions', {
        ...read.body,
        // The form's own key is the session's id, so that sending it twice makes it once.
        id: text(form, 'key'),
        kind: text(form, 'kind'),
      })
      made = session.id
    } catch (error) {
      throw error instanceof ApiProblem ? new ApiProblem(inForm(error.data)) : error
    }
    return undefined
  })
  if (made) throw redirect(`/teach/sessions/${made}`)
  return outcome
}

export default function NewSession() {
  const terms = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="New session"
        lead={`Learners can book it as soon as you publish it. All times here are ${place(terms.zone)} time.`}
        deeds={
          <Button component={Link} to="/teach/series/new" variant="outline">
            Every week instead
          </Button>
        }
      />
      <SessionForm
        intent="create"
        deed="Publish this session"
        back="/teach/sessions"
        terms={terms}
        fields={{
          kind: terms.kinds[0] ?? 'class',
          title: '',
          description: '',
          // Whoever has taught before most likely teaches that again; nobody teaches the first of the alphabet by default.
          language: terms.taught ? terms.languages[0]! : '',
          level: '',
          topics: '',
          materials: '',
          day: '',
          time: '18:00',
          minutes: 60,
          capacity: terms.kinds[0] === 'conversation' ? 6 : 8,
          minimum: 1,
          priceLevel: '',
          ownPrice: '',
          money: '',
          asksFirst: false,
          takesTokens: false,
        }}
      />
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
