import { Checkbox } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Api } from '../../api/client.ts'
import { apiOf } from '../../api/context.ts'
import type { Night, Phone, Preferences, Verdict } from '../../api/telling.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, type Outcome, text } from '../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../components/fields.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { GROUP_WORDS } from '../../format/groups.ts'
import { personOf } from '../../visitor.ts'
import { AddressPanel } from './AddressPanel.tsx'
import { PhonePanel } from './PhonePanel.tsx'
import styles from './telling.module.css'

export async function loader({ context }: LoaderFunctionArgs) {
  const person = await personOf(context)
  const api = context.get(apiOf)
  const [preferences, night, phone] = await Promise.all([
    api.get<Preferences>('/api/me/notices'),
    api.get<Night>('/api/me/quiet-hours'),
    api.get<Phone>('/api/me/phone'),
  ])
  // Who neither teaches nor works here has nothing to choose there.
  const shown = preferences.items.filter(({ group }) => {
    if (group === 'teaching' || group === 'earnings') return person.educator !== null
    return group !== 'work' || person.staffRoles.length > 0
  })
  return { locale: person.locale, zone: person.zone, night, phone, ...preferences, items: shown }
}

const CHANNELS = ['app', 'email'] as const

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  if (form.get('intent') === 'language')
    return attempt('language', async () => {
      await api.patch('/api/me', { locale: String(form.get('locale')) })
      return { said: 'Saved. Notices and e-mails are written in it from now on.' }
    })
  const intent = text(form, 'intent')
  if (intent.startsWith('phone-')) return withPhone(api, intent, form)
  if (intent.startsWith('address-')) return withAddress(api, intent, form)
  if (intent === 'night')
    return attempt('night', async () => {
      await api.put('/api/me/quiet-hours', {
        kept: form.get('kept') === 'on',
        from: String(form.get('from')),
        until: String(form.get('until')),
      })
      return { said: 'Saved.' }
    })
  return attempt('telling', async () => {
    const { items } = await api.get<Preferences>('/api/me/notices')
    const shown = new Set(form.getAll('shown').map(String))
    const wishes = items
      .filter(({ group, always }) => !always && shown.has(group))
      .flatMap(({ group }) =>
        CHANNELS.map((channel) => ({
          group,
          channel,
          told: form.get(`${group} ${channel}`) === 'on',
        })),
      )
    await api.patch<Preferences>('/api/me/notices', { wishes })
    return { said: 'Saved.' }
  })
}

async function withPhone(api: Api, intent: string, form: FormData) {
  if (intent === 'phone-confirm')
    return confirmed(intent, 'The number is yours. Choose what comes there.', () =>
      api.post<Verdict>('/api/me/phone/confirm', { code: text(form, 'code') }),
    )
  return attempt(intent, async () => {
    if (intent === 'phone-add') {
      const number = text(form, 'number')
      await api.post('/api/me/phone', { number, way: text(form, 'way') })
      return { said: 'A code is on its way.' }
    }
    if (intent === 'phone-remove') {
      await api.delete('/api/me/phone')
      return { said: 'Nothing goes to your phone any more.' }
    }
    const { items } = await api.get<Preferences>('/api/me/notices')
    const wishes = items
      .filter(({ group, texts }) => texts && form.has(`phone ${group}`))
      .flatMap(({ group, phone }) => {
        const way = text(form, `phone ${group}`)
        if (way === (phone ?? '')) return []
        return [{ group, channel: way || phone, told: way !== '' }]
      })
    if (wishes.length > 0) await api.patch<Preferences>('/api/me/notices', { wishes })
    return { said: 'Saved.' }
  })
}

async function withAddress(api: Api, intent: string, form: FormData) {
  if (intent === 'address-confirm')
    return confirmed(intent, 'The address is confirmed. E-mails go there again.', () =>
      api.post<Verdict>('/api/me/email/confirm', {
        id: text(form, 'id'),
        code: text(form, 'code'),
      }),
    )
  return attempt(intent, async () => {
    const result = await api.post<{ id: string }>('/api/me/email/codes')
    return { said: 'A code is on its way.', result }
  })
}

/** A guess at a code: a wrong one is said where it was tried. */
async function confirmed(intent: string, said: string, guess: () => Promise<Verdict>) {
  const outcome = await attempt(intent, async () => ({ said, result: await guess() }))
  const verdict = 'ok' in outcome && outcome.ok ? outcome.result : undefined
  if (!verdict || verdict.verdict === 'verified') return outcome
  return {
    ok: false,
    intent,
    problem: {
      type: 'about:blank',
      title:
        verdict.verdict === 'over' || verdict.left === 0
          ? 'This code is over. Ask for another one.'
          : `That is not the code. Guesses left: ${verdict.left}.`,
      status: 422,
      code: 'code_wrong',
      retry: 'after-change',
      requestId: '',
    },
  } satisfies Outcome
}

export const clientAction = keepOnFailure
export const meta = titled('What you are told')

const LANGUAGES: Record<string, [name: string, locale: string]> = {
  en: ['English', 'en-GB'],
  de: ['Deutsch', 'de-DE'],
}

export default function Telling() {
  const { items, language, languages, locale, night, phone, returned, zone } =
    useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="What you are told"
        lead="Choose what stands in your notices here, what also comes by e-mail, and what cannot wait on your phone."
      />
      <div className="stack-wide">
        {returned && <AddressPanel returned={returned} />}
        <Panel title="Notices and e-mails">
          <DeedForm intent="telling" className="stack">
            <table className={styles.table}>
              <caption className="visually-hidden">What you are told, and where</caption>
              <thead>
                <tr>
                  <th scope="col">About</th>
                  <th scope="col">Here</th>
                  <th scope="col">E-mail</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <GroupRow key={item.group} item={item} />
                ))}
              </tbody>
            </table>
            <p className="soft small">
              What concerns your account and your payments cannot be switched off: the first keeps
              the account yours, the second is proof of what was paid.
            </p>
            <div>
              <DeedButton>Save</DeedButton>
            </div>
          </DeedForm>
        </Panel>
        <PhonePanel phone={phone} items={items} />
        <Panel
          title="Quiet hours"
          note={`On the clock of ${zone.replaceAll('_', ' ')}. What is urgent comes all the same: what begins or ends within twelve hours, and what concerns your account and payments.`}
        >
          <DeedForm intent="night" className="stack">
            <Checkbox
              name="kept"
              defaultChecked={night.kept}
              label="Send me no e-mails at night: they wait for the morning"
            />
            <div className="row">
              <TextField name="from" type="time" label="From" defaultValue={night.from} required />
              <TextField
                name="until"
                type="time"
                label="Until"
                defaultValue={night.until}
                required
              />
            </div>
            <div>
              <DeedButton variant="outline">Save the quiet hours</DeedButton>
            </div>
          </DeedForm>
        </Panel>
        <Panel
          title="Language"
          note="Of notices and e-mails. Dates, figures and amounts follow it; what you were told before stays as it was."
        >
          <DeedForm intent="language" className="stack">
            <SelectField
              name="locale"
              label="Language of notices and e-mails"
              defaultValue={language}
              data={languages.map((one) => {
                const [name, tag] = LANGUAGES[one] ?? [one, one]
                // Who reads a language already keeps their own way of writing dates.
                return { value: one === language ? locale : tag, label: name }
              })}
            />
            <div>
              <DeedButton variant="outline">Save the language</DeedButton>
            </div>
          </DeedForm>
        </Panel>
      </div>
    </>
  )
}

function GroupRow({ item }: { item: Preferences['items'][number] }) {
  const [name, what] = GROUP_WORDS[item.group]
  const where = { app: 'here', email: 'by e-mail' } as const
  return (
    <tr>
      <th scope="row">
        {!item.always && <input type="hidden" name="shown" value={item.group} />}
        {name}
        <span className={styles.what}>{what}</span>
      </th>
      {CHANNELS.map((channel) => (
        <td key={channel}>
          {channel === 'email' && !item.emails ? (
            <span className="soft">–</span>
          ) : (
            <Checkbox
              name={`${item.group} ${channel}`}
              defaultChecked={item[channel]}
              disabled={item.always}
              aria-label={`${name} ${where[channel]}${item.always ? ', always on' : ''}`}
            />
          )}
        </td>
      ))}
    </tr>
  )
}
