import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../../components/deeds.ts'
import { FilterForm } from '../../../../components/Filters.tsx'
import { DeedButton, SelectField, TextField } from '../../../../components/fields.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { personOf } from '../../../../visitor.ts'
import { SettingFields } from './fields.tsx'
import { ProvidersHead } from './ProvidersHead.tsx'
import { type Kind, type Provider, type Providers, settingsIn, WAYS } from './words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Providers of messages · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const person = await personOf(context)
  const { items, kinds } = await context.get(apiOf).get<Providers>('/api/message-providers')
  const sets = person.staffRoles.some((role) => role === 'admin' || role === 'finance')
  const asked = new URL(request.url).searchParams.get('kind')
  return { items, kinds, sets, chosen: kinds.find(({ kind }) => kind === asked) ?? null }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  let made = ''
  const outcome = await attempt('add', async () => {
    const card = await context.get(apiOf).post<Provider>('/api/message-providers', {
      kind: text(form, 'kind'),
      name: text(form, 'name'),
      address: text(form, 'address') || null,
      settings: settingsIn(form),
    })
    made = card.id
    return undefined
  })
  if (made) throw redirect(`/operate/messaging/providers/${made}`)
  return outcome
}

/** Who carries messages out of the house. */
export default function ProviderList() {
  const { items, kinds, sets } = useLoaderData<typeof loader>()
  const kindOf = ({ kind }: Provider) => kinds.find((one) => one.kind === kind)?.name ?? kind
  return (
    <>
      <ProvidersHead
        title="Providers of messages"
        lead="Who carries text messages, WhatsApp and e-mail out of the house. The sandbox carries nothing anywhere: what it takes lies in its outbox."
      />
      <div className="stack-wide">
        <Panel>
          <DataTable
            caption="Providers of messages"
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'Name',
                title: true,
                cell: ({ id, name }) => (
                  <Link to={`/operate/messaging/providers/${id}`}>{name}</Link>
                ),
              },
              { head: 'Kind', cell: kindOf },
              { head: 'Carries', cell: ({ ways }) => ways.map((way) => WAYS[way]).join(', ') },
              { head: 'Calls a second', numeric: true, cell: ({ perSecond }) => perSecond },
              { head: 'State', cell: (provider) => <State of={provider} /> },
            ]}
            empty={<EmptyState title="No provider yet">Set one up below.</EmptyState>}
          />
        </Panel>
        {sets && <SetUp kinds={kinds} />}
      </div>
    </>
  )
}

export function State({ of: { active, keys } }: { of: Provider }) {
  if (keys.some(({ readable }) => !readable)) return <Tag tone="bad">A key cannot be read</Tag>
  return active ? <Tag tone="good">On</Tag> : <Tag tone="attention">Off</Tag>
}

/** First the kind, by the address, so that its own settings are asked for without script too. */
function SetUp({ kinds }: { kinds: Kind[] }) {
  const { chosen } = useLoaderData<typeof loader>()
  return (
    <Panel
      title="Set up a provider"
      note="It stays off until it has its keys and is switched on. Several of one kind may stand side by side."
      id="set-up"
    >
      <div className="stack">
        <FilterForm label="Kind of provider">
          <SelectField
            name="kind"
            label="Kind"
            defaultValue={chosen?.kind ?? ''}
            data={[
              { value: '', label: 'Choose one' },
              ...kinds.map(({ kind, name, ways }) => ({
                value: kind,
                label: `${name} (${ways.map((way) => WAYS[way]).join(', ')})`,
              })),
            ]}
          />
          <noscript>
            <button type="submit">Show its settings</button>
          </noscript>
        </FilterForm>
        {chosen && (
          <DeedForm key={chosen.kind} intent="add" className="stack">
            <input type="hidden" name="kind" value={chosen.kind} />
            <TextField
              name="name"
              label="Name"
              description="What it is called here."
              defaultValue={chosen.name}
              required
              maxLength={80}
            />
            <SettingFields kind={chosen} settings={{}} address={null} />
            <div>
              <DeedButton>Set it up</DeedButton>
            </div>
          </DeedForm>
        )}
      </div>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
