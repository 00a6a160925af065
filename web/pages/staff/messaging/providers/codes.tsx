import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import { nameIn, namesOf } from '../../../../api/names.ts'
import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../../components/deeds.ts'
import { ChoiceFilter } from '../../../../components/Filters.tsx'
import { DeedButton, SelectField, TextField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { byWords } from '../../../../format/books.ts'
import { ProvidersHead } from './ProvidersHead.tsx'
import { CLASSES, type ErrorCode, type ErrorCodes, type Providers } from './words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Error codes of providers · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const kind = new URL(request.url).searchParams.get('kind') ?? 'msg91'
  const [{ items }, { kinds }] = await Promise.all([
    api.get<ErrorCodes>('/api/message-error-codes', { kind }),
    api.get<Providers>('/api/message-providers'),
  ])
  const names = await namesOf(
    api,
    items.flatMap(({ changedBy }) => (changedBy ? [changedBy] : [])),
  )
  return { items, kind, kinds, names }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  const [kind, code] = [text(form, 'kind'), text(form, 'code')]
  const at = `/api/message-error-codes/${encodeURIComponent(kind)}/${encodeURIComponent(code)}`
  return attempt(intent, async () => {
    const api = context.get(apiOf)
    if (intent.startsWith('remove')) {
      await api.delete(at)
      return { said: 'Taken out. It means now what its HTTP status says.' }
    }
    const charged = text(form, 'charged')
    await api.put(at, {
      class: text(form, 'class'),
      charged: charged === '' ? null : charged === 'yes',
      words: text(form, 'words'),
    })
    return { said: 'Kept. It counts from the next message on.' }
  })
}

const CHARGED = [
  { value: '', label: 'Nobody knows' },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

/** What each provider's codes mean here. */
export default function Codes() {
  const { items, kind, kinds } = useLoaderData<typeof loader>()
  const name = kinds.find((one) => one.kind === kind)?.name ?? kind
  return (
    <>
      <ProvidersHead
        title="Error codes"
        lead="What is done when a provider refuses a message or reports that it failed, and whether it takes money for it all the same. A code that is not here is judged by its HTTP status."
      />
      <div className="stack-wide">
        <Panel>
          <div className="stack">
            <ChoiceFilter
              name="kind"
              label="Provider"
              chosen={kind}
              choices={kinds.map((one) => ({ value: one.kind, label: one.name }))}
            />
            <DataTable
              caption={`Error codes of ${name}`}
              rows={items}
              keyOf={({ code }) => code}
              columns={[
                {
                  head: 'Code',
                  title: true,
                  cell: ({ code }) => <code className="nowrap">{code}</code>,
                },
                { head: 'It means', cell: ({ words }) => words },
                { head: 'What is done', cell: (one) => CLASSES[one.class] },
                { head: 'Charged', cell: (one) => <Charged of={one} /> },
                { head: 'Changed', wideOnly: true, cell: (one) => <Changed of={one} /> },
                {
                  head: 'Change it',
                  cell: (one) => <Change key={`${one.kind} ${one.changedAt}`} of={one} />,
                },
              ]}
              empty={
                <EmptyState title="No codes of this provider">
                  Each is judged by its HTTP status. Add one below.
                </EmptyState>
              }
            />
          </div>
        </Panel>
        <Panel title={`Add a code of ${name}`} note="As the provider writes it.">
          <DeedForm key={kind} intent="add" className="stack">
            <input type="hidden" name="kind" value={kind} />
            <TextField name="code" label="Code" required maxLength={80} autoComplete="off" />
            <CodeFields />
            <div>
              <DeedButton>Add it</DeedButton>
            </div>
          </DeedForm>
        </Panel>
      </div>
    </>
  )
}

function CodeFields({ of }: { of?: ErrorCode }) {
  return (
    <>
      <TextField
        name="words"
        label="It means"
        defaultValue={of?.words ?? ''}
        required
        maxLength={300}
      />
      <SelectField
        name="class"
        label="What is done"
        defaultValue={of?.class ?? 'retry'}
        data={Object.entries(CLASSES).map(([value, label]) => ({ value, label }))}
      />
      <SelectField
        name="charged"
        label="The provider charges for it"
        defaultValue={of?.charged === true ? 'yes' : of?.charged === false ? 'no' : ''}
        data={CHARGED}
      />
    </>
  )
}

function Charged({ of: { charged } }: { of: ErrorCode }) {
  if (charged === null) return <Tag>Not known</Tag>
  return charged ? <Tag tone="warm">Yes</Tag> : <Tag tone="good">No</Tag>
}

function Changed({ of: { changedAt, changedBy } }: { of: ErrorCode }) {
  const { names } = useLoaderData<typeof loader>()
  if (!changedAt || !changedBy) return 'As it came'
  return (
    <>
      <Instant at={changedAt} as="short-moment" /> by {byWords(changedBy, nameIn(names, changedBy))}
    </>
  )
}

function Change({ of }: { of: ErrorCode }) {
  const { kind, code } = of
  return (
    <details>
      <summary className="nowrap" aria-label={`Change ${code}`}>
        Change
      </summary>
      <DeedForm intent={`set:${code}`} className="stack">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="code" value={code} />
        <CodeFields of={of} />
        <div>
          <DeedButton size="compact-sm">Keep</DeedButton>
        </div>
      </DeedForm>
      <DeedForm intent={`remove:${code}`}>
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="code" value={code} />
        <DeedButton variant="subtle" size="compact-sm" aria-label={`Take out ${code}`}>
          Take it out
        </DeedButton>
      </DeedForm>
    </details>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
