import { Alert } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { HouseTexts } from '../../../api/telling.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { CodeRules, codeRulesIn, listed } from '../../messaging/codes/CodeRules.tsx'
import { Stopped } from '../../messaging/codes/Stopped.tsx'
import { useMay } from '../may.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Texts of the house · Stoa' }]

const AT = '/api/messaging/house-texts'

export const loader = ({ context }: LoaderFunctionArgs) => context.get(apiOf).get<HouseTexts>(AT)

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent.startsWith('lift:')) {
      await api.post(`${AT}/codes/stops/${intent.slice(5)}/lift`)
      return { said: 'Codes go there again, and are counted anew.' }
    }
    if (intent === 'rules') {
      await api.put(`${AT}/codes`, codeRulesIn(form))
      return { said: 'Kept. Codes that are out keep the rules they were sent by.' }
    }
    await api.put(AT, {
      version: Number(text(form, 'version')),
      whatsappTemplate: text(form, 'whatsappTemplate') || null,
      languages: listed(text(form, 'languages')),
      dltTemplate: text(form, 'dltTemplate') || null,
    })
    return { said: 'Kept. What is written from now on goes out by these templates.' }
  })
}

const CLOSED = {
  no_provider: 'No provider of messages is set up for it',
  no_stock: 'No stock is left',
  no_template: 'Its templates are not named yet, below',
} as const

/** How the house itself writes to people's phones: by which ways, from which templates, and its codes. */
export default function TextsOfTheHouse() {
  const { texts, codes, ways, stops } = useLoaderData<typeof loader>()
  const sets = useMay()()
  const wayOf = (why: keyof typeof CLOSED | null) =>
    why ? (
      <>
        <Tag tone="attention">Closed</Tag> {CLOSED[why]}. Notices go by e-mail.
      </>
    ) : (
      <Tag tone="good">Open</Tag>
    )
  return (
    <>
      <PageHead
        title="Texts of the house"
        lead="What cannot wait goes to the phone of whoever confirmed a number and chose so. It leaves by the same pipe as everybody’s messages, and uses the operator’s own stock."
      />
      <div className="stack-wide">
        {!sets && (
          <Alert color="accent" title="Administrators set templates and codes">
            You see how they are set.
          </Alert>
        )}
        {stops.map((stop) => (
          <Stopped key={stop.country} stop={stop} />
        ))}
        <Panel title="Ways that are open now">
          <FactList
            facts={[
              ['Text message', wayOf(ways.sms)],
              ['WhatsApp', wayOf(ways.whatsapp)],
            ]}
          />
        </Panel>
        <Panel
          title="Templates of notices"
          note="Each with a single place, which holds the sentence."
        >
          <DeedForm key={texts.version} intent="texts" className="stack">
            <input type="hidden" name="version" value={texts.version} />
            <TextField
              name="whatsappTemplate"
              label="Approved WhatsApp template"
              description="Without one, nothing goes out by WhatsApp"
              defaultValue={texts.whatsappTemplate ?? ''}
              maxLength={100}
              disabled={!sets}
            />
            <TextField
              name="languages"
              label="Languages it is approved in"
              description="As en, pt_BR; the first is for whoever reads none of them"
              defaultValue={texts.languages.join(', ')}
              required
              disabled={!sets}
            />
            <TextField
              name="dltTemplate"
              label="Template as registered in India (DLT)"
              description="Indian networks carry no text message without one"
              defaultValue={texts.dltTemplate ?? ''}
              maxLength={40}
              disabled={!sets}
            />
            {sets && (
              <div>
                <DeedButton>Keep the templates</DeedButton>
              </div>
            )}
          </DeedForm>
        </Panel>
        <Panel
          title="Codes of the house"
          note="They confirm a phone number. Whose country is not listed can add none."
        >
          <CodeRules rules={codes} disabled={!sets} />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
