import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Me } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PageError } from '../../components/states.tsx'

export const clientAction = keepOnFailure
export const meta = () => [
  { title: 'Teach with us · Stoa' },
  { name: 'robots', content: 'noindex' },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [{ name }, me] = await Promise.all([
    api.get<{ name: string }>(`/api/referrals/by/${encodeURIComponent(params.code!)}`),
    api.get<Me>('/api/me'),
  ])
  return { name, code: params.code!, signedIn: me.person !== null }
}

export async function action({ context, params }: ActionFunctionArgs) {
  let done = false
  const outcome = await attempt('claim', async () => {
    await context.get(apiOf).post('/api/referrals/claim', { code: params.code })
    done = true
    return undefined
  })
  if (done) throw redirect('/teach-with-us/application')
  return outcome
}

/** Where the link of an educator leads whom they bring. */
export default function From() {
  const { name, code, signedIn } = useLoaderData<typeof loader>()
  const back = encodeURIComponent(`/teach-with-us/from/${code}`)
  return (
    <>
      <PageHead
        title={`${name} teaches here, and thinks you should too`}
        lead="Live classes and conversations, at hours and prices that are yours."
      />
      <div className="stack-wide">
        <Panel
          title="Begin"
          note={`We note once that you come from ${name}; it changes nothing for you.`}
        >
          <div className="row">
            {signedIn ? (
              <DeedForm intent="claim">
                <DeedButton>I come from {name}: apply to teach</DeedButton>
              </DeedForm>
            ) : (
              <>
                <Button component={Link} to={`/sign-up?back=${back}`}>
                  Create an account
                </Button>
                <Button component={Link} to={`/sign-in?back=${back}`} variant="outline">
                  Sign in
                </Button>
              </>
            )}
            <Button component={Link} to="/teach-with-us/earnings" variant="subtle">
              What teaching brings
            </Button>
          </div>
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError />
