import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Answer } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, PasswordField, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { byWords } from '../../../format/books.ts'

type Providers = Answer<'/api/providers'>
type Setting = Providers['items'][number]
type Key = Setting['keys'][number]
type Checked = Answer<'/api/providers/{provider}/check', 'post'>

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Payment providers · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { items } = await api.get<Providers>('/api/providers')
  const names = await namesOf(
    api,
    items.flatMap(({ keys }) => keys.map(({ addedBy }) => addedBy)),
  )
  return { items, names }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const [what, provider = ''] = text(form, 'intent').split(' ')
  const at = `/api/providers/${encodeURIComponent(provider)}`
  return attempt(text(form, 'intent'), async () => {
    if (what === 'set') {
      const currencies = text(form, 'currencies')
        .toUpperCase()
        .split(/[\s,]+/)
        .filter(Boolean)
      await api.patch(at, {
        takes: form.get('takes') === 'yes',
        currencies: currencies.length > 0 ? currencies : null,
        account: text(form, 'account') || null,
      })
      return { said: 'Kept, and written down in the audit log.' }
    }
    if (what === 'check') {
      const { keys } = await api.post<Checked>(`${at}/check`)
      const bad = keys.find(({ state }) => state !== 'good')
      return { said: bad ? `${bad.state}: ${bad.says}` : 'The provider takes each of these keys.' }
    }
    if (what === 'end') {
      await api.post(`/api/provider-keys/${encodeURIComponent(text(form, 'id'))}/end`)
      return { said: 'Ended, and wiped.' }
    }
    await api.post(`${at}/keys`, {
      purpose: text(form, 'purpose'),
      text: text(form, 'text'),
      name: text(form, 'name') || null,
      hours: Number(text(form, 'hours')),
    })
    return { said: 'Kept, sealed. It is in use from now on, in every process.' }
  })
}

const WORDS: Record<Setting['provider'], [title: string, note: string]> = {
  sandbox: ['The sandbox', 'Moves no money. Shaped like Stripe, with test cards, on this machine.'],
  'sandbox-razorpay': ['The sandbox in rupees', 'Moves no money. Shaped like Razorpay.'],
  stripe: ['Stripe', 'Cards, plans, and payouts to educators.'],
  razorpay: ['Razorpay', 'Payments in India, in rupees.'],
  manual: ['By hand', 'Bank transfers and cash that staff saw arrive.'],
}
const PURPOSES: Record<Key['purpose'], string> = {
  api: 'API key',
  own: 'Secret of the webhook',
  connect: 'Secret of the webhook of connected accounts',
}

export default function ProvidersPage() {
  const { items } = useLoaderData<typeof loader>()
  const order = (one: Setting) => (one.moves ? 0 : one.provider === 'manual' ? 1 : 2)
  return (
    <>
      <PageHead
        title="Payment providers"
        lead="Who takes what, and with which keys. Which provider moves the money here is set on the server (PAYMENTS)."
      />
      <div className="stack-wide">
        {items
          .filter(({ provider, moves }) => moves || !provider.startsWith('sandbox'))
          .sort((a, b) => order(a) - order(b))
          .map((setting) => (
            <Provider key={setting.provider} setting={setting} />
          ))}
      </div>
    </>
  )
}

function Provider({ setting }: { setting: Setting }) {
  const { provider, moves, takes } = setting
  const [title, note] = WORDS[provider]
  const used = moves || provider === 'manual'
  return (
    <Panel
      title={title}
      note={note}
      side={
        used ? (
          <Tag tone={takes ? 'good' : 'attention'}>
            {takes ? 'Takes payments' : 'Takes nothing new'}
          </Tag>
        ) : (
          <Tag tone="plain">Not used here</Tag>
        )
      }
    >
      <div className="stack">
        {used && <Settings setting={setting} />}
        {setting.keysFrom === 'environment' ? (
          <p>Its keys are given in the settings of the server, and are changed there.</p>
        ) : (
          setting.webhooks.length > 0 && <Keys setting={setting} />
        )}
      </div>
    </Panel>
  )
}

function Settings({ setting }: { setting: Setting }) {
  const { provider, takes, currencies, account } = setting
  return (
    <DeedForm intent={`set ${provider}`} className="stack">
      <SelectField
        name="takes"
        label="New payments"
        description="What was begun goes on in either case."
        defaultValue={takes ? 'yes' : 'no'}
        data={[
          { value: 'yes', label: 'Taken' },
          { value: 'no', label: 'Not taken' },
        ]}
      />
      <TextField
        name="currencies"
        label="Currencies"
        description="Three letters each, such as USD, EUR. Empty: whatever it can take."
        defaultValue={currencies?.join(', ') ?? ''}
      />
      {setting.webhooks.length > 0 && (
        <TextField
          name="account"
          label="Account there"
          description="Its number or name, to be known by; Razorpay pays out from it."
          defaultValue={account ?? ''}
        />
      )}
      <div>
        <DeedButton variant="outline">Keep</DeedButton>
      </div>
    </DeedForm>
  )
}

function Keys({ setting }: { setting: Setting }) {
  const { names } = useLoaderData<typeof loader>()
  const { provider, keys, webhooks } = setting
  return (
    <>
      <DataTable
        caption={`Keys of ${WORDS[provider][0]}`}
        rows={keys}
        keyOf={({ id }) => id}
        columns={[
          { head: 'What', title: true, cell: ({ purpose }) => PURPOSES[purpose] },
          {
            head: 'Ends in',
            cell: ({ last4, mode, name }) => (
              <>
                <code>…{last4}</code> {mode && `${mode} `}
                {name && <code>{name}</code>}
              </>
            ),
          },
          {
            head: 'Given',
            wideOnly: true,
            cell: ({ addedAt, addedBy }) => (
              <>
                <Instant at={addedAt} as="short-moment" /> by{' '}
                {byWords(addedBy, nameIn(names, addedBy))}
              </>
            ),
          },
          { head: 'Valid', cell: (key) => <Valid of={key} /> },
          {
            head: 'End it',
            cell: ({ id, purpose, last4 }) => (
              <DeedForm intent={`end ${provider} ${id}`}>
                <input type="hidden" name="id" value={id} />
                <DeedButton
                  variant="subtle"
                  size="compact-sm"
                  aria-label={`End now: ${PURPOSES[purpose]} …${last4}`}
                >
                  End now
                </DeedButton>
              </DeedForm>
            ),
          },
        ]}
        empty={<p>No key was given yet: nothing can be paid through it.</p>}
      />
      {keys.some(({ purpose }) => purpose === 'api') && (
        <DeedForm intent={`check ${provider}`}>
          <DeedButton variant="outline">Check the keys</DeedButton>
        </DeedForm>
      )}
      <FactList
        facts={webhooks.map(({ purpose, address }) => [
          purpose === 'own' ? 'Webhook to make there' : 'Webhook of connected accounts',
          <code key={purpose}>{address}</code>,
        ])}
      />
      {/* Anew with each key that is kept: the secret leaves the field. */}
      <Give key={keys.map(({ id }) => id).join()} provider={provider} webhooks={webhooks} />
    </>
  )
}

function Valid({ of: { endsAt, readable } }: { of: Key }) {
  if (!readable) return <Tag tone="bad">Cannot be read: give it again</Tag>
  if (!endsAt) return <Tag tone="good">In use</Tag>
  return (
    <Tag tone="attention">
      until <Instant at={endsAt} as="short-moment" />
    </Tag>
  )
}

function Give({ provider, webhooks }: Pick<Setting, 'provider' | 'webhooks'>) {
  return (
    <DeedForm intent={`give ${provider}`} className="stack">
      <SelectField
        name="purpose"
        label="Give a new one"
        data={(['api', ...webhooks.map(({ purpose }) => purpose)] as const).map((purpose) => ({
          value: purpose,
          label: PURPOSES[purpose],
        }))}
      />
      {provider === 'razorpay' && (
        <TextField
          name="name"
          label="Key id"
          description="With an API key: rzp_…"
          autoComplete="off"
        />
      )}
      <PasswordField
        name="text"
        label="Key or secret"
        description="Kept sealed, and never shown again."
        autoComplete="off"
        required
      />
      <SelectField
        name="hours"
        label="The one before"
        data={[
          { value: '1', label: 'stays valid for an hour' },
          { value: '24', label: 'stays valid for a day' },
          { value: '168', label: 'stays valid for a week' },
          { value: '0', label: 'ends now' },
        ]}
        defaultValue="24"
      />
      <div>
        <DeedButton>Keep it</DeedButton>
      </div>
    </DeedForm>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
