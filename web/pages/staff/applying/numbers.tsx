import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { ApplyingNumbers } from '../../../api/applying.ts'
import { apiOf } from '../../../api/context.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { useMay } from '../may.ts'

export const clientAction = keepOnFailure
export const meta = titled('Numbers of applying')

const FIELDS: [name: keyof ApplyingNumbers, label: string, least: number, most: number][] = [
  ['reviewDays', 'Days until an application is to be decided', 1, 90],
  ['answerDays', 'Days that an applicant has for an answer', 1, 180],
  ['reapplyDays', 'Days after which a rejected applicant may apply again', 0, 730],
  ['interviewMinutes', 'Minutes of a talk', 10, 180],
  ['filesMost', 'Files with one application', 1, 30],
  ['fileMegabytes', 'Megabytes of one file', 1, 10],
  ['keepDays', 'Days that files of closed applications are kept', 30, 3650],
]

export const loader = ({ context }: LoaderFunctionArgs) =>
  context.get(apiOf).get<ApplyingNumbers>('/api/applying/numbers')

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt('numbers', async () => {
    const numbers = Object.fromEntries(FIELDS.map(([name]) => [name, Number(text(form, name))]))
    const version = Number(text(form, 'version'))
    await context.get(apiOf).patch('/api/applying/numbers', { version, ...numbers })
    return { said: 'They count from now on.' }
  })
}

/** The operator's numbers of applying. */
export default function Numbers() {
  const numbers = useLoaderData<typeof loader>()
  const may = useMay()
  const sets = may('admin')
  return (
    <>
      <PageHead
        title="Numbers of applying"
        lead="Days that were given stand; these count for what comes."
        deeds={<Link to="/operate/applications">Applications</Link>}
      />
      <Panel>
        <DeedForm intent="numbers" className="stack" key={numbers.version}>
          <input type="hidden" name="version" value={numbers.version} />
          {FIELDS.map(([name, label, least, most]) => (
            <TextField
              key={name}
              name={name}
              type="number"
              min={least}
              max={most}
              label={label}
              description={`${least} to ${most}`}
              defaultValue={numbers[name]}
              readOnly={!sets}
              required
            />
          ))}
          {sets ? (
            <div>
              <DeedButton>Set these numbers</DeedButton>
            </div>
          ) : (
            <p className="soft">Administrators set them.</p>
          )}
        </DeedForm>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="reviewers" />
