import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Me } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../components/fields.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { SchemeSwitch } from '../../components/SchemeSwitch.tsx'
import { languageName } from '../../format/words.ts'
import { allZones, zoneToday } from '../../format/zones.ts'
import { personOf } from '../../visitor.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  const person = await personOf(context)
  return { person, zones: allZones() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt('settings', async () => {
    await context.get(apiOf).patch<Me>('/api/me', {
      name: text(form, 'name'),
      zone: text(form, 'zone'),
      locale: text(form, 'locale'),
    })
    return { said: 'Saved. Times and figures now follow what you chose.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Settings')

const LOCALES: [tag: string, name: string][] = [
  ['en-GB', 'United Kingdom: 26 November, 18:00, 1,286.00'],
  ['en-US', 'United States: November 26, 6:00 PM, 1,286.00'],
  ['en-IN', 'India: 26 November, 6:00 pm, 7,37,145.00'],
  ['de-DE', 'Germany: 26 November, 18:00, 1.286,00'],
  ['es-ES', 'Spain: 26 November, 18:00, 1286,00'],
  ['fr-FR', 'France: 26 November, 18:00, 1 286,00'],
]

export default function Settings() {
  const { person, zones } = useLoaderData<typeof loader>()
  const known = LOCALES.some(([tag]) => tag === person.locale)
  return (
    <>
      <PageHead title="Settings" lead={`You are signed in as ${person.email}.`} />
      <div className="columns">
        <Panel title="You">
          <DeedForm intent="settings" className="stack">
            <TextField
              name="name"
              label="Name"
              description="As other people see it."
              defaultValue={person.name}
              autoComplete="name"
              required
            />
            <SelectField
              name="zone"
              label="Time zone"
              description="All times are shown in it. Sessions keep their own."
              defaultValue={zoneToday(person.zone)}
              data={zones}
            />
            <SelectField
              name="locale"
              label="Dates and figures"
              defaultValue={person.locale}
              data={[
                ...(known
                  ? []
                  : [{ value: person.locale, label: `As now: ${languageName(person.locale)}` }]),
                ...LOCALES.map(([value, label]) => ({ value, label })),
              ]}
            />
            <div>
              <DeedButton>Save</DeedButton>
            </div>
          </DeedForm>
        </Panel>
        <Panel title="Notices and e-mails">
          <p>
            <Link to="/settings/notices">What you are told, where, and in which language</Link>
          </p>
        </Panel>
        <Panel title="Colours" note="Kept on this device.">
          <SchemeSwitch />
        </Panel>
      </div>
    </>
  )
}
