import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { ApiProblem } from '../../../api/client.ts'
import { apiOf } from '../../../api/context.ts'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { PageError } from '../../../components/states.tsx'
import { place } from '../../../format/time.ts'
import { inForm, readLikeness } from '../reading.ts'
import { SessionForm } from '../SessionForm.tsx'
import { termsOf } from '../terms.ts'
import { RuleFields } from './RuleFields.tsx'
import { ruleIn } from './reading.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'New series · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  const { now } = await context.get(apiOf).get<{ now: string }>('/api/me')
  const terms = await termsOf(context)
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(terms.zone).toPlainDate()
  return {
    terms,
    tomorrow: today.add({ days: 1 }).toString(),
    weekday: today.add({ days: 1 }).dayOfWeek,
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  let made = ''
  const outcome = await attempt('create', async () => {
    try {
      const series = await context.get(apiOf).post<{ id: string }>('/api/series', {
        // The form's own key is the series' id, so that sending it twice makes it once.
        id: text(form, 'key'),
        kind: text(form, 'kind'),
        rule: ruleIn(form),
        session: readLikeness(form, text(form, 'currency') || 'USD'),
      })
      made = series.id
    } catch (error) {
      throw error instanceof ApiProblem ? new ApiProblem(inForm(error.data)) : error
    }
    return undefined
  })
  if (made) throw redirect(`/teach/series/${made}`)
  return outcome
}

export default function NewSeries() {
  const { terms, tomorrow, weekday } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="New series"
        lead={`Its sessions are planned eight weeks ahead, on the clock of ${place(terms.zone)}: also when the clocks change.`}
      />
      <SessionForm
        intent="create"
        deed="Publish this series"
        back="/teach/series"
        thing="series"
        terms={terms}
        when={
          <RuleFields
            zone={terms.zone}
            fields={{
              weekdays: [weekday],
              everyWeeks: 1,
              time: '18:00',
              minutes: 60,
              fromDay: tomorrow,
              untilDay: '',
              times: '',
            }}
          />
        }
        fields={{
          kind: terms.kinds[0] ?? 'class',
          title: '',
          description: '',
          language: terms.taught ? terms.languages[0]! : '',
          level: '',
          topics: '',
          materials: '',
          day: '',
          time: '',
          minutes: 60,
          capacity: terms.kinds[0] === 'conversation' ? 6 : 8,
          minimum: 1,
          priceLevel: '',
          ownPrice: '',
          money: '',
          asksFirst: false,
        }}
      />
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
