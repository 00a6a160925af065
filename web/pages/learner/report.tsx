import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Review } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, type Outcome, text } from '../../components/deeds.ts'
import { DeedButton, LongField, SelectField } from '../../components/fields.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import type { Reportable } from '../../components/Reviews.tsx'
import { PageError } from '../../components/states.tsx'
import { REASONS } from '../../format/reports.ts'
import { personOf } from '../../visitor.ts'

const WHAT: Record<Reportable, string> = {
  review: 'a review',
  reply: 'an answer to a review',
  learner_rating: 'what an educator said of you',
  message: 'a message',
}

function askedIn(request: Request): { what: Reportable; id: string } {
  const search = new URL(request.url).searchParams
  const [what, id] = [search.get('what') ?? '', search.get('id') ?? '']
  if (!(what in WHAT) || !/^[0-9a-f-]{36}$/.test(id)) throw data(null, { status: 404 })
  return { what: what as Reportable, id }
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  await personOf(context)
  const { what, id } = askedIn(request)
  if (what !== 'review' && what !== 'reply') return { what, words: null }
  const review = await context.get(apiOf).get<Review>(`/api/reviews/${id}`)
  return { what, words: what === 'review' ? review.words : (review.reply?.words ?? null) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { what, id } = askedIn(request)
  const form = await request.formData()
  return attempt('report', async () => {
    const body = { reason: text(form, 'reason'), words: text(form, 'words') }
    const api = context.get(apiOf)
    if (what === 'message') await api.post(`/api/messages/${id}/reports`, body)
    else await api.post(`/api/reviews/${id}/reports`, { ...body, what })
    return { said: 'Thank you. A moderator looks at it within 72 hours.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Report')

export default function Report() {
  const { what, words } = useLoaderData<typeof loader>()
  const done = useActionData<Outcome>()
  return (
    <>
      <PageHead
        title={`Report ${WHAT[what]}`}
        lead="A moderator reads it and decides within 72 hours. You hear what was decided. Whoever wrote it is not told who reported it."
      />
      <Panel>
        {done?.ok && <p role="status">Thank you. It is with the moderators now.</p>}
        <DeedForm intent="report" className="stack">
          {words && <p className="prose">“{words}”</p>}
          <SelectField
            name="reason"
            label="What is wrong with it?"
            description="That somebody gave few stars is no reason: an honest opinion stays."
            required
            data={[
              { value: '', label: 'Choose the nearest' },
              ...Object.entries(REASONS).map(([value, label]) => ({ value, label })),
            ]}
          />
          <LongField
            name="words"
            label="What should the moderator know?"
            description="Needed for “something else”."
            maxLength={2000}
          />
          {what === 'message' && (
            <p className="soft small">
              The moderator then reads the messages around it, as they were written.
            </p>
          )}
          <div className="row">
            <DeedButton>Send to the moderators</DeedButton>
            <Button component={Link} to="/home" variant="subtle">
              Leave it
            </Button>
          </div>
        </DeedForm>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="whoever can read what is reported" />
