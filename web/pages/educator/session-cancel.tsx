import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
  useLocation,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { CancelSession } from '../../api/teaching.ts'
import type { SessionDetail } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, LongField } from '../../components/fields.tsx'
import { Meeting } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PageError } from '../../components/states.tsx'
import { isZero } from '../../format/money.ts'
import { counted, kindWord } from '../../format/words.ts'
import styles from './session-cancel.module.css'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Cancel a session · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/sessions/${params.id}`
  const [session, preview] = await Promise.all([
    api.get<SessionDetail>(at),
    api.get<CancelSession>(`${at}/cancel-preview`),
  ])
  return { session, preview }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  let done = false
  const outcome = await attempt('cancel', async () => {
    await api.deed(`/api/sessions/${params.id}/cancel`, text(form, 'key'), {
      reason: text(form, 'reason'),
    })
    done = true
    return undefined
  })
  if (done) throw redirect(new URL(request.url).pathname.replace(/\/cancel(\.data)?$/, ''))
  return outcome
}

/** Says what cancelling does, to whom, before it is done. */
export default function CancelSessionPage() {
  const { session, preview } = useLoaderData<typeof loader>()
  const { pathname } = useLocation()
  const { bookings, goodwill, lost, counts } = preview
  const kind = kindWord(session.kind)
  return (
    <>
      <PageHead title={`Cancel “${session.title}”?`} lead={<Meeting {...session} />} />
      <div className={styles.narrow}>
        <Panel title="What happens">
          <ul className={styles.list}>
            {bookings === 0 ? (
              <li>Nobody has booked it, so nobody loses anything. It disappears from the list.</li>
            ) : (
              <>
                <li>
                  {counted(bookings, 'learner')} {bookings === 1 ? 'gets' : 'get'} everything back
                  at once, in the form it was paid, and {bookings === 1 ? 'is' : 'are'} told with
                  your reason.
                </li>
                {!isZero(goodwill) && (
                  <li>
                    Because it is so close to the start, they also get <Amount value={goodwill} />{' '}
                    together from Stoa, as an apology. It costs you nothing.
                  </li>
                )}
                {!isZero(lost) && (
                  <li>
                    The <Amount value={lost} /> that this {kind} would have brought are not earned.
                  </li>
                )}
              </>
            )}
            {counts && (
              <li>
                It counts as a session that you promised and did not hold. Below 90 % held, a tier
                is lost.
              </li>
            )}
            <li>It cannot be undone.</li>
          </ul>
          <DeedForm intent="cancel" className={styles.form ?? ''}>
            <LongField
              name="reason"
              label="Why, in a sentence"
              description="Learners read it"
              minLength={3}
              maxLength={1000}
              required
            />
            <div className="row">
              <DeedButton color="bad">Cancel this {kind}</DeedButton>
              <Button component={Link} to={pathname.replace(/\/cancel$/, '')} variant="outline">
                Keep it
              </Button>
            </div>
          </DeedForm>
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="the educator of this session, and staff" />
