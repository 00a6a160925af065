import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Welcome as FirstStepsNow } from '../../api/applying.ts'
import { apiOf } from '../../api/context.ts'
import type { EducatorDetail } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, LongField, SelectField, TextField } from '../../components/fields.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PageError } from '../../components/states.tsx'
import { taughtLanguages } from '../../format/applying.ts'
import styles from '../applying/applying.module.css'
import { FirstSteps } from './FirstSteps.tsx'

export const clientAction = keepOnFailure
export const meta = titled('Your first steps')

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [welcome, profile] = await Promise.all([
    api.get<FirstStepsNow>('/api/educator/welcome'),
    api.get<EducatorDetail>('/api/educator/profile'),
  ])
  return { welcome, profile, languages: taughtLanguages() }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  return attempt('profile', async () => {
    const { zone } = await api.get<EducatorDetail>('/api/educator/profile')
    const languages = form.getAll('languages').map(String).filter(Boolean)
    await api.put('/api/educator/profile', {
      name: text(form, 'name'),
      zone,
      headline: text(form, 'headline'),
      about: text(form, 'about'),
      languages: [...new Set(languages)],
    })
    return { said: 'Your profile is kept.' }
  })
}

/** The list that leads from approval to the first session, with the profile to be filled. */
export default function Welcome() {
  const { welcome, profile, languages } = useLoaderData<typeof loader>()
  const left = welcome.steps.filter(({ done }) => !done).length
  const known = new Set(languages.map(({ value }) => value))
  const others = profile.languages.filter((one) => !known.has(one))
  const choices = [...others.map((value) => ({ value, label: value })), ...languages]
  return (
    <>
      <PageHead
        title={left === 0 ? 'You are ready' : 'Your first steps'}
        lead={
          left === 0
            ? 'Everything is done. Learners can find you.'
            : `${left} of ${welcome.steps.length} are left until your first session.`
        }
      />
      <div className="stack-wide">
        <Panel>
          <FirstSteps steps={welcome.steps} />
        </Panel>
        <Panel
          id="profile"
          title="Your profile"
          note="What learners read about you before they book."
        >
          <DeedForm intent="profile" className="stack">
            <TextField
              name="name"
              label="Name"
              defaultValue={profile.name}
              maxLength={120}
              required
            />
            <TextField
              name="headline"
              label="About you in one line"
              placeholder="Spanish through stories, for those who want to speak"
              defaultValue={profile.headline}
              maxLength={160}
            />
            <LongField
              name="about"
              label="About you"
              defaultValue={profile.about}
              minRows={5}
              maxLength={5000}
            />
            <fieldset className={styles.group}>
              <legend>Languages</legend>
              {[0, 1, 2, 3].map((at) => (
                <SelectField
                  key={at}
                  name="languages"
                  aria-label={`Language ${at + 1}`}
                  data={[{ value: '', label: at === 0 ? 'Choose' : 'No other' }, ...choices]}
                  defaultValue={profile.languages[at] ?? ''}
                />
              ))}
            </fieldset>
            <div>
              <DeedButton>Keep my profile</DeedButton>
            </div>
          </DeedForm>
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
