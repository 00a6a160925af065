import { Checkbox } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Answer } from '../../../../api/types.ts'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { keepOnFailure } from '../../../../components/deeds.ts'
import { FactList } from '../../../../components/FactList.tsx'
import { DeedButton, LongField, SelectField, TextField } from '../../../../components/fields.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { PageError } from '../../../../components/states.tsx'
import { amount } from '../../../../format/money.ts'
import { useReader } from '../../../../format/reader.tsx'
import { personOf } from '../../../../visitor.ts'
import { providerDeed } from './deeds.ts'
import { SettingFields } from './fields.tsx'
import { KeysPanel } from './Keys.tsx'
import { State } from './list.tsx'
import { ProvidersHead } from './ProvidersHead.tsx'
import { HOURS, PROVES, type Providers, WAYS } from './words.ts'

type Left = Answer<'/api/message-providers/{id}/balance'>
type Callback = Answer<'/api/message-providers/{id}/callback'>

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Provider of messages · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const person = await personOf(context)
  const sets = person.staffRoles.some((role) => role === 'admin' || role === 'finance')
  const at = `/api/message-providers/${params.id}`
  const [{ items, kinds }, left, callback] = await Promise.all([
    api.get<Providers>('/api/message-providers'),
    api.get<Left>(`${at}/balance`),
    sets ? api.get<Callback>(`${at}/callback`) : null,
  ])
  const provider = items.find(({ id }) => id === params.id)!
  const kind = kinds.find((one) => one.kind === provider.kind)!
  return { provider, kind, left, callback: callback?.address ?? null, sets }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  return providerDeed(context.get(apiOf), params.id!, await request.formData())
}

/** One provider: how it is set up, its keys, where it tells us, and whether all that is right. */
export default function ProviderPage() {
  const { provider, kind, callback, sets } = useLoaderData<typeof loader>()
  return (
    <>
      <ProvidersHead title={provider.name} lead={`${kind.name}. ${PROVES[kind.proves]}`} />
      <div className="stack-wide">
        <Now />
        {sets && <Settings />}
        {sets && kind.keys.length > 0 && <KeysPanel provider={provider} kind={kind} />}
        {sets && callback !== null && <Told />}
        {sets && <Try />}
        {sets && kind.kind === 'sandbox' && <Recharge />}
      </div>
    </>
  )
}

function Now() {
  const { provider, left, sets } = useLoaderData<typeof loader>()
  const { active, ways, perSecond } = provider
  const { locale } = useReader()
  const known = left.balance
    ?.map(({ of, amount: left }) => amount({ amount: left, asset: of }, locale))
    .join(', ')
  return (
    <Panel title="Now" side={<State of={provider} />}>
      <div className="stack">
        <FactList
          facts={[
            ['Carries', ways.map((way) => WAYS[way]).join(', ')],
            ['Calls a second, at most', perSecond.toLocaleString(locale)],
            [
              'Left there, by its own books',
              left.fault ?? (known || 'It cannot be asked, or says nothing.'),
            ],
          ]}
        />
        {sets && (
          <DeedForm intent="switch">
            <input type="hidden" name="active" value={active ? 'no' : 'yes'} />
            <DeedButton variant={active ? 'outline' : 'filled'}>
              {active ? 'Switch it off' : 'Switch it on'}
            </DeedButton>
          </DeedForm>
        )}
      </div>
    </Panel>
  )
}

function Settings() {
  const { provider, kind, callback } = useLoaderData<typeof loader>()
  return (
    <Panel title="Settings" note="None of this is secret. Every change is on the audit log.">
      <DeedForm intent="set" className="stack" key={provider.changedAt}>
        <TextField name="name" label="Name" defaultValue={provider.name} required maxLength={80} />
        {kind.ways.length > 1 ? (
          <Checkbox.Group label="Carries" defaultValue={provider.ways}>
            <div className="stack">
              {kind.ways.map((way) => (
                <Checkbox key={way} name="ways" value={way} label={WAYS[way]} />
              ))}
            </div>
          </Checkbox.Group>
        ) : (
          <input type="hidden" name="ways" value={kind.ways[0]} />
        )}
        <SettingFields kind={kind} settings={provider.settings} address={provider.address} />
        <TextField
          name="perSecond"
          label="Calls a second, at most"
          type="number"
          inputMode="numeric"
          min={1}
          max={10_000}
          defaultValue={provider.perSecond}
          required
        />
        {callback === null ? (
          <input type="hidden" name="tellsFrom" value="" />
        ) : (
          <LongField
            name="tellsFrom"
            label="Networks that its notices come from"
            description="One a line, like 34.202.224.208 or 34.202.0.0/16. Empty: anywhere."
            defaultValue={provider.tellsFrom.join('\n')}
          />
        )}
        <div>
          <DeedButton variant="outline">Keep</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

function Told() {
  const { callback, kind } = useLoaderData<typeof loader>()
  return (
    <Panel
      title="Where it tells us"
      note="Set this address there, as the webhook for delivery reports and for messages that come in."
    >
      <div className="stack">
        <p>
          <code style={{ overflowWrap: 'anywhere' }}>{callback}</code>
        </p>
        {kind.kind === 'whatsapp_cloud' && (
          <p className="soft small">
            Meta asks for a verify token beside it: the part of the address after the last slash.
          </p>
        )}
        <DeedForm intent="callback" className="stack">
          <SelectField
            name="hours"
            label="The one before"
            data={HOURS}
            defaultValue="24"
            description="Until then notices are taken at both."
          />
          <div>
            <DeedButton variant="outline">Make a new address</DeedButton>
          </div>
        </DeedForm>
      </div>
    </Panel>
  )
}

function Try() {
  const { provider, kind } = useLoaderData<typeof loader>()
  const templates = kind.kind === 'msg91' || provider.ways.includes('whatsapp')
  return (
    <Panel
      title="Send a test"
      note="One message, outside of every wallet. The provider may charge for it."
    >
      <DeedForm intent="test" className="stack">
        <SelectField
          name="way"
          label="As"
          data={provider.ways.map((way) => ({ value: way, label: WAYS[way] }))}
        />
        <TextField
          name="to"
          label="To"
          description="A number with its country, like +91 98765 43210, or an e-mail address."
          required
          autoComplete="off"
        />
        <TextField
          name="text"
          label="Text"
          defaultValue="A test from Stoa."
          required
          maxLength={1000}
        />
        {templates && (
          <TextField
            name="template"
            label="Template there"
            description="Its name or id, where only templates may go. A template without values."
            autoComplete="off"
          />
        )}
        <div>
          <DeedButton>Send it</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

function Recharge() {
  return (
    <Panel
      title="The sandbox’s own books"
      note="What one has bought there, so that the balance can be compared with ours."
    >
      <DeedForm intent="recharge" className="stack">
        <SelectField
          name="asset"
          label="Of"
          data={[
            { value: 'SMS', label: 'SMS' },
            { value: 'WHATSAPP', label: 'WhatsApp' },
            { value: 'EMAIL', label: 'E-mail' },
          ]}
        />
        <TextField
          name="quantity"
          label="How many"
          type="number"
          inputMode="numeric"
          min={1}
          max={100_000_000}
          required
        />
        <div>
          <DeedButton variant="outline">Put them there</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
