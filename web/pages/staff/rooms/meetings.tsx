import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Answer } from '../../../api/types.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import {
  DeedButton,
  LongField,
  PasswordField,
  SelectField,
  TextField,
} from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { useMay } from '../may.ts'

type Services = Answer<'/api/meeting-services'>
type Service = Services['items'][number]
type Kind = Service['kind']

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Meetings · Stoa' }]

export const loader = ({ context }: LoaderFunctionArgs) =>
  context.get(apiOf).get<Services>('/api/meeting-services')

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent === 'larger') {
      await api.put('/api/meeting-services', { larger: text(form, 'larger') })
      return { said: 'Kept. It counts for every session that has chosen nothing itself.' }
    }
    const kind = intent as Kind
    const setting: Record<string, string> = {}
    for (const [name] of FIELDS[kind]) {
      const value = text(form, name)
      if (value) setting[name] = value
    }
    await api.put(`/api/meeting-services/${kind}`, { setting, secret: text(form, 'secret') })
    return { said: 'Kept; the secret is sealed.' }
  })
}

const NAMES: Record<Kind, string> = {
  livekit: 'LiveKit',
  jitsi: 'Jitsi',
  bigbluebutton: 'BigBlueButton',
}

/** Name, label, and what it looks like. */
const FIELDS: Record<Kind, [name: keyof Service['setting'], label: string, like: string][]> = {
  livekit: [
    ['server', 'Address of the server', 'wss://livekit.example.org'],
    ['page', 'Page on which people meet', 'https://meet.livekit.io/custom'],
    ['apiKey', 'API key', 'APIabc123'],
  ],
  jitsi: [
    ['domain', 'Domain', 'meet.example.org, or 8x8.vc'],
    ['appId', 'Application', 'stoa, or vpaas-magic-cookie-…'],
    ['keyId', 'Key id (JaaS only)', 'vpaas-magic-cookie-…/abc123'],
  ],
  bigbluebutton: [['endpoint', 'Address of the API', 'https://bbb.example.org/bigbluebutton/api']],
}

/** Where sessions meet: the room built in, and services for larger ones. */
export default function Meetings() {
  const { items, larger, stun, turn } = useLoaderData<typeof loader>()
  const admin = useMay()()
  return (
    <>
      <PageHead
        title="Meetings"
        lead="The room built in shows six people; what larger sessions use, and how browsers find each other."
        deeds={<Link to="/operate/rooms">Reports from rooms</Link>}
      />
      <div className="stack-wide">
        <Panel
          title="The room built in"
          side={
            turn > 0 ? (
              <Tag tone="good">Ready for any network</Tag>
            ) : (
              <Tag tone="attention">{stun > 0 ? 'Without TURN' : 'One network only'}</Tag>
            )
          }
        >
          <p>
            {turn > 0
              ? 'Where nothing else gets through, sound and picture go through your TURN server.'
              : stun > 0
                ? 'About one connection in ten needs a TURN server, and does not come about without. Set TURN_URLS and TURN_SECRET on the server.'
                : 'Neither STUN nor TURN is set: people meet only inside one network. Set STUN_URLS, TURN_URLS and TURN_SECRET on the server before anybody pays for a lesson.'}
          </p>
        </Panel>
        <Panel
          title="Sessions of more than six people"
          note="Counted with the educator, and only where a session has chosen nothing itself."
        >
          {admin ? (
            <DeedForm intent="larger" className="stack">
              <SelectField
                name="larger"
                label="They meet in"
                defaultValue={larger}
                data={[
                  { value: 'room', label: 'The room built in: six cameras, the others by sound' },
                  ...items.map(({ kind }) => ({ value: kind, label: NAMES[kind] })),
                ]}
              />
              <div>
                <DeedButton>Keep</DeedButton>
              </div>
            </DeedForm>
          ) : (
            <p>
              They meet in{' '}
              {larger === 'room' || larger === 'link' ? 'the room built in' : NAMES[larger]}.
            </p>
          )}
        </Panel>
        {(['livekit', 'jitsi', 'bigbluebutton'] as const).map((kind) => (
          <OneService
            key={kind}
            kind={kind}
            service={items.find((one) => one.kind === kind)}
            admin={admin}
          />
        ))}
      </div>
    </>
  )
}

type OneProps = { kind: Kind; service: Service | undefined; admin: boolean }

function OneService({ kind, service, admin }: OneProps) {
  return (
    <Panel
      title={NAMES[kind]}
      note={
        service ? (
          <>
            Set up <Instant at={service.setAt} as="short-moment" />
          </>
        ) : (
          'Not set up'
        )
      }
      side={
        service &&
        (service.opens ? <Tag tone="good">Ready</Tag> : <Tag tone="bad">Give its secret again</Tag>)
      }
    >
      {kind === 'livekit' && (
        <p>
          Let LiveKit send its webhooks to <code>/api/webhooks/livekit</code> here, signed with the
          same API key: then who came and went is measured. Without them, whoever opened the way
          counts as present to the end.
        </p>
      )}
      {admin && (
        <DeedForm intent={kind} className="stack">
          {FIELDS[kind].map(([name, label, like]) => (
            <TextField
              key={name}
              name={name}
              label={label}
              placeholder={like}
              defaultValue={service?.setting[name] ?? ''}
            />
          ))}
          {kind === 'jitsi' ? (
            <LongField
              name="secret"
              label="Secret, or JaaS’s private key"
              description="Sealed when it is kept; it is never shown again."
              required
              autoComplete="off"
            />
          ) : (
            <PasswordField
              name="secret"
              label="Secret"
              description="Sealed when it is kept; it is never shown again."
              required
              autoComplete="off"
            />
          )}
          <div>
            <DeedButton>{service ? 'Change' : 'Set up'}</DeedButton>
          </div>
        </DeedForm>
      )}
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="support and administrators" />
