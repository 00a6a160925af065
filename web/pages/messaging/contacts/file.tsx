import { Progress } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { ApiProblem } from '../../../api/client.ts'
import type {
  ContactFaults,
  ContactFields,
  ContactFile,
  ContactFilePreview,
  ContactGroups,
} from '../../../api/contacts.ts'
import { apiOf } from '../../../api/context.ts'
import type { ProblemBody } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useRereading } from '../../../components/rereading.ts'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { countries } from '../../../format/countries.ts'
import { counted } from '../../../format/words.ts'
import { MessagingNav } from '../MessagingNav.tsx'
import { Units } from '../wallet/units.tsx'
import { Deciding } from './Deciding.tsx'
import { FILE_STATE } from './words.ts'

export const clientAction = keepOnFailure
/** So many rows at fault are shown; the file has all. */
const SHOWN = 50

export const meta = () => [{ title: 'A file of contacts · Stoa' }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const organization = `/api/organizations/${params.organizationId}`
  const at = `${organization}/contact-imports/${params.id}`
  const asked = new URL(request.url).searchParams
  const country = asked.get('country')?.toUpperCase() || 'IN'
  const file = await api.get<ContactFile>(at)
  const ask = (mapping: string[]) =>
    api.post<ContactFilePreview>(`${at}/preview`, {
      country,
      ...(mapping.length > 0 ? { mapping } : {}),
    })
  const [groups, fields, faults, decision] = await Promise.all([
    api.get<ContactGroups>(`${organization}/contact-groups`),
    api.get<ContactFields>(`${organization}/contact-fields`),
    api.get<ContactFaults>(`${at}/faults`, { limit: SHOWN }),
    file.state === 'received' ? previewAt(ask, asked.getAll('column')) : null,
  ])
  return {
    file,
    decision: decision && {
      ...decision,
      country,
      countries: countries(),
      groups: groups.items.filter(({ rule }) => rule === null),
      own: fields.items.map(({ name, label }) => ({ value: `fields.${name}`, label })),
    },
    faults: faults.items,
    faultFile: `${at}/faults.csv`,
    contacts: `/institution/${params.organizationId}/messaging/contacts`,
  }
}

/** Columns that cannot be what was chosen are no reason to lose the page: it says why, and keeps what was chosen. */
async function previewAt(
  ask: (mapping: string[]) => Promise<ContactFilePreview>,
  chosen: string[],
): Promise<{ preview: ContactFilePreview; unclear: ProblemBody | null }> {
  try {
    return { preview: await ask(chosen), unclear: null }
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.data.code !== 'contact_file_mapping_invalid')
      throw error
    const guessed = await ask([])
    const mapping = guessed.heads.map((_, at) => chosen[at] ?? 'ignore')
    return { preview: { ...guessed, mapping, rows: [] }, unclear: error.data }
  }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  const at = `/api/organizations/${params.organizationId}/contact-imports/${params.id}`
  const api = context.get(apiOf)
  return attempt(intent, async () => {
    if (intent === 'stop') {
      await api.post(`${at}/stop`)
      return { said: 'Stopped. What was read stays.' }
    }
    const ways = form.getAll('ways').map(String)
    const textVersion = text(form, 'textVersion')
    if (ways.length > 0 && textVersion === '') throw new ApiProblem(UNPROVEN)
    await api.post(`${at}/begin`, {
      mapping: form.getAll('column').map(String),
      choices: {
        country: text(form, 'country').toUpperCase() || null,
        duplicates: text(form, 'duplicates'),
        group: text(form, 'group') || null,
        consents: ways.length > 0 ? { ways, categories: ['marketing'], textVersion } : null,
      },
    })
    return { said: 'It is being read. You can leave this page.' }
  })
}

/** Said here in words: the API knows it as a field of what was sent. */
const UNPROVEN: ProblemBody = {
  type: 'about:blank',
  title: 'Say where they agreed',
  detail: 'A consent counts with its proof: where they gave it, and to which words.',
  status: 422,
  code: 'consent_unproven',
  retry: 'after-change',
  requestId: '',
}

/** A file of contacts: what its columns are, how far it is read, and what is wrong with it. */
export default function FilePage() {
  const { file, decision, contacts } = useLoaderData<typeof loader>()
  useRereading(2, file.state === 'running')
  return (
    <>
      <PageHead
        title={file.fileName}
        tags={<Tag tone={FILE_STATE[file.state][0]}>{FILE_STATE[file.state][1]}</Tag>}
        deeds={<Link to={`${contacts}/files`}>All files</Link>}
      />
      <MessagingNav />
      <div className="stack-wide">
        {decision ? <Deciding {...decision} /> : <HowFar file={file} contacts={contacts} />}
        <Faults />
      </div>
    </>
  )
}

function HowFar({ file, contacts }: { file: ContactFile; contacts: string }) {
  const per = Math.round(file.share * 100)
  return (
    <Panel title={file.state === 'running' ? `${per} % read` : `${counted(file.rows, 'row')} read`}>
      <div className="stack" aria-live="polite">
        {file.state === 'running' && <Progress value={per} aria-label="How much is read" />}
        {file.fault && <p role="alert">{file.fault} The rows before it were read.</p>}
        <StatFigures
          label="What was read"
          stats={[
            { label: 'New contacts', figure: <Units units={file.made} /> },
            { label: 'Changed', figure: <Units units={file.changed} /> },
            { label: 'Nothing new', figure: <Units units={file.leftAlone} /> },
            { label: 'At fault, left out', figure: <Units units={file.faulty} /> },
          ]}
        />
        {file.state === 'running' && (
          <DeedForm intent="stop">
            <DeedButton variant="outline">Stop here</DeedButton>
          </DeedForm>
        )}
        {file.made + file.changed > 0 && <Link to={contacts}>See your contacts</Link>}
      </div>
    </Panel>
  )
}

/** The file has it whole. */
const shortened = (value: string) => (value.length > 60 ? `${value.slice(0, 60)}…` : value)

function Faults() {
  const { file, faults, faultFile } = useLoaderData<typeof loader>()
  if (faults.length === 0) return null
  return (
    <Panel
      title={`${counted(file.faulty, 'row')} left out`}
      note={
        file.faulty <= SHOWN
          ? 'Mend them in the file and hand it in again: who is there already is known.'
          : `The first ${SHOWN} stand here, all of them in the file. Mend them and hand the file in again: who is there already is known.`
      }
      side={<a href={faultFile}>All of them as a file</a>}
    >
      <DataTable
        caption="Rows left out"
        rows={faults}
        keyOf={({ line, column, sentence }) => `${line} ${column} ${sentence}`}
        columns={[
          { head: 'Line', numeric: true, title: true, cell: ({ line }) => line },
          { head: 'Column', cell: ({ column }) => column },
          { head: 'What stands there', cell: ({ value }) => shortened(value) },
          { head: 'Why not', cell: ({ sentence }) => sentence },
        ]}
      />
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="those who keep this organization’s contacts" />
