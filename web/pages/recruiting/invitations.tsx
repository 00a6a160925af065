import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Invitation, OwnInvitations } from '../../api/joining.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { FactList } from '../../components/FactList.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { counted, kindName, languageName } from '../../format/words.ts'
import { DayName } from '../institution/Months.tsx'

export const clientAction = keepOnFailure
export const meta = titled('Invitations to teach')

export const loader = ({ context }: LoaderFunctionArgs) =>
  context.get(apiOf).get<OwnInvitations>('/api/teaching-invitations')

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  const accepts = intent.startsWith('accept')
  let joined = false
  const outcome = await attempt(intent, async () => {
    const at = `/api/teaching-invitations/${text(form, 'invitation')}/answer`
    await context.get(apiOf).post(at, { accepts })
    joined = accepts
    return { said: 'Declined.' }
  })
  if (joined) throw redirect('/teach/institution')
  return outcome
}

/** Invitations to teach for an institution that wait for the reader's answer. */
export default function Invitations() {
  const { email, confirmed, items } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead title="Invitations to teach" lead={`Sent to ${email}.`} />
      <div className="stack-wide">
        {items.length === 0 && (
          <Panel>
            <EmptyState title="Nobody waits for your answer">
              An invitation that you have answered, or that has run out, is not shown. One that was
              sent to another address is shown to whoever signs in with that.
            </EmptyState>
          </Panel>
        )}
        {items.length > 0 && !confirmed && (
          <Panel title="Confirm your address first">
            <p>
              We have sent a link to {email}: open it, then come back.{' '}
              <Link to="/settings">To your settings</Link>
            </p>
          </Panel>
        )}
        {items.map((one) => (
          <One key={one.id} one={one} />
        ))}
      </div>
    </>
  )
}

function One({ one }: { one: Invitation }) {
  const { guarantee } = one
  return (
    <Panel
      title={`${one.organization} invites you to teach`}
      note={
        <>
          As {one.name}. Answer until <Instant at={one.expiresAt} as="short-moment" />.
        </>
      }
    >
      <div className="stack">
        <FactList
          facts={[
            ['You lead', one.kinds.map(kindName).join(', ')],
            ['Languages', one.languages.map(languageName).join(', ')],
            guarantee && [
              'You are guaranteed',
              <>
                <Amount value={guarantee.minimum} /> a month for{' '}
                {counted(guarantee.months, 'month')}
                {guarantee.startsOn ? (
                  <>
                    , from <DayName of={guarantee.startsOn} />
                  </>
                ) : (
                  ', from the day you accept'
                )}
              </>,
            ],
          ]}
        />
        <p>
          If you teach somewhere else here, you move with everything you have: what is booked keeps
          its shares, and later seats are shared as it is agreed there.
        </p>
        <div className="row">
          <DeedForm intent={`accept-${one.id}`}>
            <input type="hidden" name="invitation" value={one.id} />
            <DeedButton>Accept</DeedButton>
          </DeedForm>
          <DeedForm intent={`decline-${one.id}`}>
            <input type="hidden" name="invitation" value={one.id} />
            <DeedButton variant="outline">Decline</DeedButton>
          </DeedForm>
        </div>
      </div>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError />
