import { type ActionFunctionArgs, Link, redirect, useSearchParams } from 'react-router'
import { backOr } from '../../components/back.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, PasswordField, TextField } from '../../components/fields.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import styles from './auth.module.css'
import { sign } from './signing.ts'

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const refused = await attempt('sign-in', async () => {
    await sign(context, '/sign-in/email', {
      email: text(form, 'email'),
      password: String(form.get('password') ?? ''),
      rememberMe: true,
    })
    return undefined
  })
  if (!('ok' in refused) || !refused.ok) return refused
  throw redirect(backOr(new URL(request.url).searchParams.get('back'), '/home'))
}

export const clientAction = keepOnFailure
export const meta = titled('Sign in')

export default function SignIn() {
  const [search] = useSearchParams()
  const back = search.get('back')
  return (
    <div className={styles.narrow}>
      <PageHead title="Welcome back" lead="Sign in to see your sessions and your credits." />
      <Panel>
        <DeedForm intent="sign-in" className="stack">
          <TextField
            name="email"
            type="email"
            label="E-mail address"
            autoComplete="username"
            required
            defaultValue={search.get('email') ?? ''}
          />
          <PasswordField
            name="password"
            label="Password"
            autoComplete="current-password"
            required
          />
          <DeedButton fullWidth>Sign in</DeedButton>
        </DeedForm>
      </Panel>
      <p className={styles.below}>
        New here?{' '}
        <Link to={back ? `/sign-up?back=${encodeURIComponent(back)}` : '/sign-up'}>
          Create an account
        </Link>
      </p>
    </div>
  )
}
