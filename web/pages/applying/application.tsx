import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import type { Own } from '../../api/applying.ts'
import { apiOf } from '../../api/context.ts'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { taughtLanguages } from '../../format/applying.ts'
import { countries } from '../../format/countries.ts'
import { allZones, zoneToday } from '../../format/zones.ts'
import { personOf } from '../../visitor.ts'
import { ApplicationForm } from './ApplicationForm.tsx'
import { ApplicationStatus } from './ApplicationStatus.tsx'
import { fieldsOf } from './reading-form.ts'
import { ADDRESS, stepAfter, stepFrom } from './steps.ts'

export const clientAction = keepOnFailure
export const meta = titled('Your application to teach')

const AT = '/api/educator/apply'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { name, email, zone } = await personOf(context)
  const asked = new URL(request.url).searchParams.get('step')
  const own = await context.get(apiOf).get<Own>(AT)
  return {
    own,
    person: { name, email, zone: zoneToday(zone) },
    asked,
    step: stepFrom(asked),
    countries: countries(),
    languages: taughtLanguages(),
    zones: allZones(),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  let next = ''
  const outcome = await attempt(intent, async () => {
    const words = text(form, 'words')
    if (intent === 'keep') {
      const step = stepFrom(text(form, 'step'))
      await api.post(AT, fieldsOf(step, form))
      next = text(form, 'then') === 'leave' ? ADDRESS : `${ADDRESS}?step=${stepAfter(step)}`
    } else if (intent === 'send') {
      await api.post(AT, { send: true })
      next = ADDRESS
    } else if (intent === 'paper') {
      const file = form.get('file')
      if (file instanceof File && file.size > 0) {
        await api.file(`${AT}/papers`, { name: file.name }, file)
        return { said: `${file.name} is with your application.` }
      }
      return { said: 'Choose a file first.' }
    } else if (intent.startsWith('drop ')) {
      await api.delete(`${AT}/papers/${text(form, 'paper')}`)
      return { said: 'It is taken away.' }
    } else if (intent === 'answer') {
      await api.post(`${AT}/answer`, { words })
      next = ADDRESS
    } else if (intent === 'choose') {
      await api.post(`${AT}/interview`, { time: text(form, 'time') })
      return { said: 'The talk is set.' }
    } else if (intent === 'none fits') {
      await api.post(`${AT}/interview/none`, { words })
      return { said: 'We will offer other times.' }
    } else if (intent === 'withdraw') {
      await api.post(`${AT}/withdraw`, words ? { words } : {})
      next = ADDRESS
    }
    return undefined
  })
  if (next) throw redirect(next)
  return outcome
}

/** One's own application: the form while it can be written, else where it stands. */
export default function ApplicationPage() {
  const { own, asked, ...rest } = useLoaderData<typeof loader>()
  const { application, mayBegin } = own
  const begins = (!application && mayBegin) || (asked !== null && mayBegin)
  if (begins) {
    return <ApplicationForm own={{ ...own, application: null }} {...rest} />
  }
  if (!application) {
    return (
      <>
        <PageHead title="You teach with us already" />
        <Panel>
          <EmptyState
            title="There is nothing to apply for"
            deed={
              <Button component={Link} to="/teach">
                To your teaching
              </Button>
            }
          >
            You give classes and conversations here.
          </EmptyState>
        </Panel>
      </>
    )
  }
  const writes = application.state === 'draft' || application.state === 'more_asked'
  if (writes && (application.state === 'draft' || asked)) {
    return <ApplicationForm own={own} {...rest} />
  }
  return (
    <ApplicationStatus
      application={application}
      countries={rest.countries}
      again={mayBegin ? 'now' : own.from}
    />
  )
}

export const ErrorBoundary = () => <PageError who="whoever it belongs to" />
