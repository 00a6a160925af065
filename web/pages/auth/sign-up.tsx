import { useEffect, useState } from 'react'
import { type ActionFunctionArgs, Link, redirect, useSearchParams } from 'react-router'
import { apiOf } from '../../api/context.ts'
import { backOr } from '../../components/back.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, PasswordField, TextField } from '../../components/fields.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { knownZone } from '../../format/reader.tsx'
import styles from './auth.module.css'
import { sign } from './signing.ts'

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const refused = await attempt('sign-up', async () => {
    const { cookie } = await sign(context, '/sign-up/email', {
      name: text(form, 'name'),
      email: text(form, 'email'),
      password: String(form.get('password') ?? ''),
    })
    const zone = knownZone(text(form, 'zone'))
    const locale = text(form, 'locale')
    // The account exists by now; a device that names an odd language must not spoil that.
    await context.get(apiOf).raw({
      method: 'PATCH',
      path: '/api/me',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ ...(zone ? { zone } : {}), ...(locale ? { locale } : {}) }),
    })
    return undefined
  })
  if (!('ok' in refused) || !refused.ok) return refused
  throw redirect(backOr(new URL(request.url).searchParams.get('back'), '/home?welcome=1'))
}

export const clientAction = keepOnFailure
export const meta = titled('Create an account')

export default function SignUp() {
  const [search] = useSearchParams()
  const back = search.get('back')
  const [device, setDevice] = useState({ zone: '', locale: '' })
  useEffect(() => {
    setDevice({
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      locale: navigator.language,
    })
  }, [])
  return (
    <div className={styles.narrow}>
      <PageHead
        title="Create your account"
        lead="Free, and without a card. One conversation a month is on us."
      />
      <Panel>
        <DeedForm intent="sign-up" className="stack">
          <input type="hidden" name="zone" value={device.zone} />
          <input type="hidden" name="locale" value={device.locale} />
          <TextField name="name" label="Your name" autoComplete="name" required maxLength={100} />
          <TextField
            name="email"
            type="email"
            label="E-mail address"
            autoComplete="username"
            required
          />
          <PasswordField
            name="password"
            label="Password"
            description="At least 8 characters; a short sentence is good."
            autoComplete="new-password"
            minLength={8}
            required
          />
          <DeedButton fullWidth>Create account</DeedButton>
        </DeedForm>
      </Panel>
      <p className={styles.below}>
        Already here?{' '}
        <Link to={back ? `/sign-in?back=${encodeURIComponent(back)}` : '/sign-in'}>Sign in</Link>
      </p>
    </div>
  )
}
