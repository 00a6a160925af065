import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { ApiProblem } from '../../api/client.ts'
import { apiOf } from '../../api/context.ts'
import type { SessionDetail } from '../../api/types.ts'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { PageError } from '../../components/states.tsx'
import { place } from '../../format/time.ts'
import { personOf } from '../../visitor.ts'
import { inForm, readSession } from './reading.ts'
import { SessionForm } from './SessionForm.tsx'
import { termsOf } from './terms.ts'
import { asFields } from './times.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Change session · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const [terms, session] = await Promise.all([
    termsOf(context),
    context.get(apiOf).get<SessionDetail>(`/api/sessions/${params.id}`),
  ])
  return { terms, session, times: asFields(session.start, session.end, terms.zone) }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/sessions/${params.id}`
  const person = await personOf(context)
  const form = await request.formData()
  const before = await api.get<SessionDetail>(at)
  const fixed = before.seatsLeft < before.capacity
  const currency = before.priceMoney?.asset ?? (text(form, 'currency') || 'USD')
  const read = readSession(form, person.zone, { currency, fixed })
  let changed = false
  const outcome = await attempt('change', async () => {
    if ('problem' in read) throw new ApiProblem(read.problem)
    try {
      await api.patch(at, read.body)
      changed = true
    } catch (error) {
      throw error instanceof ApiProblem ? new ApiProblem(inForm(error.data)) : error
    }
    return undefined
  })
  if (changed) throw redirect(`/teach/sessions/${params.id}`)
  return outcome
}

export default function EditSession() {
  const { terms, session, times } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead title="Change session" lead={`All times here are ${place(terms.zone)} time.`} />
      <SessionForm
        intent="change"
        deed="Save the changes"
        back={`/teach/sessions/${session.id}`}
        booked={session.capacity - session.seatsLeft}
        terms={{ ...terms, kinds: [session.kind] }}
        fields={{
          kind: session.kind,
          title: session.title,
          description: session.description,
          language: session.language,
          level: session.level ?? '',
          topics: session.topics.join(', '),
          materials: session.materials ?? '',
          ...times,
          capacity: session.capacity,
          minimum: session.minParticipants,
          priceLevel: session.priceLevel,
          ownPrice: String(Number(session.price.amount)),
          money: session.priceMoney?.amount ?? '',
          asksFirst: session.asksFirst,
          takesTokens: session.takesTokens,
        }}
      />
    </>
  )
}

export const ErrorBoundary = () => <PageError who="the educator of this session, and staff" />
