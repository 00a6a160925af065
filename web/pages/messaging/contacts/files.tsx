import {
  type ActionFunctionArgs,
  type ClientActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import type { ContactFiles } from '../../../api/contacts.ts'
import { apiOf } from '../../../api/context.ts'
import type { ProblemBody } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, type Outcome } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { FILE_STATE } from './words.ts'

export const meta = () => [{ title: 'Files of contacts · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const files = await context
    .get(apiOf)
    .get<ContactFiles>(`/api/organizations/${params.organizationId}/contact-imports`)
  return { files: files.items, at: `/institution/${params.organizationId}/messaging/contacts` }
}

/** A browser hands a file to the API as it is: a hundred thousand contacts do not go through a form. */
export async function clientAction({ request, params }: ClientActionFunctionArgs) {
  const file = (await request.formData()).get('file')
  const name = (file instanceof File && file.name.slice(-200)) || 'contacts.csv'
  const at = `/api/organizations/${params.organizationId}/contact-imports`
  const refused = (problem: ProblemBody): Outcome => ({ ok: false, intent: 'upload', problem })
  try {
    const answer = await fetch(`${at}?fileName=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', accept: 'application/json' },
      body: file instanceof File ? file : '',
    })
    const body = await answer.json()
    if (!answer.ok) return refused(body as ProblemBody)
    return redirect(`/institution/${params.organizationId}/messaging/contacts/files/${body.id}`)
  } catch {
    return refused({
      type: 'about:blank',
      title: 'The file did not arrive',
      detail: 'The connection broke.',
      status: 0,
      code: 'no_answer',
      retry: 'later',
      requestId: '',
    })
  }
}

/** Where no script runs: smaller files, through the form. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const file = (await request.formData()).get('file')
  let made = ''
  const outcome = await attempt('upload', async () => {
    const given = file instanceof File ? file : new File([], 'contacts.csv')
    const at = `/api/organizations/${params.organizationId}/contact-imports`
    const fileName = given.name.slice(-200) || 'contacts.csv'
    made = (await context.get(apiOf).file<{ id: string }>(at, { fileName }, given)).id
    return undefined
  })
  if (made) throw redirect(`/institution/${params.organizationId}/messaging/contacts/files/${made}`)
  return outcome
}

/** Files of contacts: handed in here, looked at on a page of their own before anything is read. */
export default function FilesPage() {
  const { files, at } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Import contacts"
        lead="You see the first rows as they would be read, and say what each column is, before anything is kept."
        deeds={<Link to={at}>All contacts</Link>}
      />
      <MessagingNav />
      <div className="stack-wide">
        <Panel
          title="A file"
          note="CSV as spreadsheets save it, up to 64 MB. The first row says what the columns are: name, mobile, e-mail, member’s number and whatever else you keep."
        >
          <DeedForm intent="upload" files className="stack">
            <label className="stack">
              <span>Choose the file</span>
              <input type="file" name="file" accept=".csv,.txt,text/csv" required />
            </label>
            <div>
              <DeedButton>Look at it</DeedButton>
            </div>
          </DeedForm>
        </Panel>
        <Panel title="Files before">
          <DataTable
            caption="Files before"
            rows={files}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'File',
                title: true,
                cell: ({ id, fileName }) => <Link to={`${at}/files/${id}`}>{fileName}</Link>,
              },
              {
                head: 'State',
                cell: ({ state }) => <Tag tone={FILE_STATE[state][0]}>{FILE_STATE[state][1]}</Tag>,
              },
              { head: 'New', numeric: true, cell: ({ made }) => made },
              { head: 'Changed', numeric: true, cell: ({ changed }) => changed },
              { head: 'At fault', numeric: true, cell: ({ faulty }) => faulty },
              {
                head: 'When',
                cell: ({ uploadedAt }) => <Instant at={uploadedAt} as="short-moment" />,
              },
            ]}
            empty={<EmptyState title="No files yet">What you hand in stands here.</EmptyState>}
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="those who keep this organization’s contacts" />
