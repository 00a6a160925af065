import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { ImportColumns, Institution } from '../../../api/joining.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import styles from './institutions.module.css'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Import instructors · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [{ id, name }, columns] = await Promise.all([
    api.get<Institution>(`/api/institutions/${params.id}`),
    api.get<ImportColumns>('/api/imports/columns'),
  ])
  return { id, name, ...columns }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const file = (await request.formData()).get('file')
  let made = ''
  const outcome = await attempt('upload', async () => {
    const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
    const fileName = (file instanceof File && file.name.slice(-200)) || 'instructors.csv'
    const content = inBase64(bytes)
    const at = `/api/institutions/${params.id}/imports`
    made = (await context.get(apiOf).post<{ id: string }>(at, { fileName, content })).id
    return undefined
  })
  if (made) throw redirect(`/operate/imports/${made}`)
  return outcome
}

/** Bytes as the API takes them; a piece at a time, for a function takes so many arguments. */
function inBase64(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 0x8000)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)))
  return btoa(pieces.join(''))
}

/** Hands in a file of employed instructors; what it would do is looked at before anybody hears of it. */
export default function Import() {
  const { id, name, columns, mostRows, mostBytes } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Import instructors"
        lead={`To ${name}, from a CSV file of up to ${mostRows.toLocaleString('en')} rows and ${mostBytes / 1024 / 1024} MB. First you see row by row what would happen; nobody is written to yet.`}
        deeds={<Link to={`/operate/institutions/${id}`}>Back to {name}</Link>}
      />
      <div className="stack-wide">
        <Panel title="The file">
          <DeedForm intent="upload" className="stack" files>
            <label className={styles.file}>
              <span>A CSV file</span>
              <input type="file" name="file" accept=".csv,.txt,text/csv" required />
            </label>
            <div className="row">
              <DeedButton>Look at it</DeedButton>
              <Button component="a" href="/operate/imports/sample.csv" download variant="outline">
                Download a sample
              </Button>
            </div>
          </DeedForm>
        </Panel>
        <Panel
          title="Its columns"
          note="Any order, with commas, semicolons or tabs between; columns that need not be there may be left out."
        >
          <DataTable
            caption="Columns"
            rows={columns}
            keyOf={(column) => column.name}
            columns={[
              { head: 'Column', title: true, cell: (column) => <code>{column.name}</code> },
              { head: 'Must be there', cell: ({ must }) => (must ? 'yes' : 'no') },
              { head: 'What stands in it', cell: ({ says }) => says },
              { head: 'For example', cell: ({ example }) => <code>{example}</code> },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
