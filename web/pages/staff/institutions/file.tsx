import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { ImportPreview } from '../../../api/joining.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { counted } from '../../../format/words.ts'
import styles from './institutions.module.css'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'A file of instructors · Stoa' }]

type Outcome = ImportPreview['items'][number]['outcome']

const OUTCOMES = {
  new: ['good', 'Invited', 'Invite: no account yet'],
  person: ['good', 'Invited', 'Invite: has an account'],
  move: ['warm', 'Invited', 'Invite: teaches elsewhere'],
  here: ['plain', 'Is here', 'Nothing: is here already'],
  invited: ['plain', 'Invited', 'Nothing: is invited already'],
  bad: ['bad', 'At fault', 'Cannot be imported'],
} as const satisfies Record<Outcome, readonly [string, string, string]>

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams
  const outcome = asked.get('outcome')
  const after = asked.get('cursor')
  return context
    .get(apiOf)
    .get<ImportPreview>(`/api/imports/${params.id}`, { outcome, after, limit: 100 })
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    const rows = intent === 'all' ? 'all' : 'good'
    const done = await context
      .get(apiOf)
      .post<{ invited: number }>(`/api/imports/${params.id}/run`, { rows })
    return { said: `${counted(done.invited, 'invitation')} sent.` }
  })
}

/** What importing a file would do, row by row. */
export default function ImportFile() {
  const file = useLoaderData<typeof loader>()
  const { counts, importedAt } = file
  const invites = counts.new + counts.person + counts.move
  return (
    <>
      <PageHead
        title={file.fileName}
        lead={
          importedAt ? (
            <>
              Imported on <Instant at={importedAt} as="short-moment" />:{' '}
              {counted(file.invited ?? 0, 'invitation')} sent.
            </>
          ) : (
            `For ${file.organization}. Nobody has heard of it yet.`
          )
        }
        deeds={
          <Link to={`/operate/institutions/${file.organizationId}`}>
            Back to {file.organization}
          </Link>
        }
      />
      <div className="stack-wide">
        {!importedAt && <Decide invites={invites} bad={counts.bad} />}
        <Panel
          title={counted(file.rows, 'row')}
          side={
            <ChoiceFilter
              name="outcome"
              label="What happens"
              choices={[
                { value: '', label: 'All' },
                ...(Object.keys(OUTCOMES) as Outcome[])
                  .filter((one) => counts[one] > 0)
                  .map((value) => ({ value, label: OUTCOMES[value][2], count: counts[value] })),
              ]}
            />
          }
        >
          <DataTable
            caption="Rows of the file"
            rows={file.items}
            keyOf={({ line }) => String(line)}
            columns={[
              { head: 'Line', numeric: true, cell: ({ line }) => line },
              {
                head: 'Name',
                title: true,
                cell: ({ name, email, line }) => name || email || `Line ${line}`,
              },
              { head: 'Address', cell: ({ email }) => email ?? '' },
              {
                head: 'What happens',
                cell: ({ outcome }) => (
                  <Tag tone={OUTCOMES[outcome][0]}>{OUTCOMES[outcome][2]}</Tag>
                ),
              },
              {
                head: 'Guaranteed a month',
                numeric: true,
                cell: ({ guarantee }) => guarantee && <Amount value={guarantee.minimum} />,
              },
              {
                head: 'What is wrong',
                cell: ({ faults }) =>
                  faults.length > 0 && (
                    <ul className={styles.faults}>
                      {faults.map(({ column, sentence }) => (
                        <li key={`${column} ${sentence}`}>
                          {column && <code>{column}</code>} {sentence}
                        </li>
                      ))}
                    </ul>
                  ),
              },
            ]}
            empty={
              <EmptyState title="No such rows">
                {file.rows === 0
                  ? 'Its rows have been forgotten; the invitations stay.'
                  : 'Choose another kind above.'}
              </EmptyState>
            }
          />
          {file.next !== null && (
            <p>
              <Link to={`?cursor=${file.next}`}>Further rows</Link>
            </p>
          )}
        </Panel>
      </div>
    </>
  )
}

function Decide({ invites, bad }: { invites: number; bad: number }) {
  const { id } = useLoaderData<typeof loader>()
  return (
    <Panel
      title={bad > 0 ? `${counted(bad, 'row is', 'rows are')} at fault` : 'Every row is good'}
      note={
        bad > 0
          ? 'Invite those of the good rows now, or mend the file and hand it in again: who is invited already is not invited twice.'
          : `${counted(invites, 'person is', 'people are')} invited when you import it.`
      }
    >
      <div className="row">
        {bad === 0 && (
          <DeedForm intent="all">
            <DeedButton>Import all rows</DeedButton>
          </DeedForm>
        )}
        {bad > 0 && (
          <>
            <DeedForm intent="good">
              <DeedButton disabled={invites === 0}>
                Import the good rows only ({invites})
              </DeedButton>
            </DeedForm>
            <Button
              component="a"
              href={`/operate/imports/${id}/faults.csv`}
              download
              variant="outline"
            >
              Download what is wrong
            </Button>
          </>
        )}
      </div>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
