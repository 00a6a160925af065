import { Button, Radio } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { OneAudit } from '../../../api/quality.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { qualityFigure } from '../../../format/quality.ts'
import { personOf } from '../../../visitor.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Audit · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  await personOf(context)
  return context.get(apiOf).get<OneAudit>(`/api/quality/audits/${params.id}`)
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt('audit', async () => {
    const answers = []
    for (let at = 1; form.has(`a.${at}`) || at <= Number(text(form, 'points')); at++) {
      answers.push(text(form, `a.${at}`))
    }
    await context
      .get(apiOf)
      .post(`/api/quality/audits/${params.id}`, { answers, note: text(form, 'note') })
    return { said: 'Kept. It counts into the scorecard.' }
  })
}

const WORDS = { yes: 'Yes', no: 'No', unseen: 'Not to be seen' } as const

export default function AuditPage() {
  const { audit, checklist } = useLoaderData<typeof loader>()
  const { result } = audit
  return (
    <>
      <PageHead
        title={audit.title}
        lead={
          <>
            {audit.name}, <Instant at={audit.start} />
            {result && `. Score: ${qualityFigure(result.score, 'share')}`}
          </>
        }
        deeds={
          <Button component={Link} to={`/operate/sessions/${audit.sessionId}`} variant="outline">
            The session
          </Button>
        }
      />
      {result ? (
        <Panel title="What was seen">
          <DataTable
            caption="What was seen"
            rows={checklist.items}
            keyOf={({ position }) => String(position)}
            columns={[
              { head: 'Point', title: true, cell: ({ says }) => says },
              { head: 'Weighs', numeric: true, cell: ({ weight }) => weight },
              {
                head: 'Answer',
                cell: ({ position }) => WORDS[result.answers[position - 1] ?? 'unseen'],
              },
            ]}
          />
          {result.note && <p>“{result.note}”</p>}
        </Panel>
      ) : (
        <Panel title="The checklist" note="What cannot be seen is left out of the score.">
          <DeedForm intent="audit" className="stack">
            <input type="hidden" name="points" value={checklist.items.length} />
            {checklist.items.map(({ position, says, weight }) => (
              <Radio.Group
                key={position}
                name={`a.${position}`}
                label={says}
                description={`Weighs ${weight}`}
                required
              >
                <div className="row">
                  {Object.entries(WORDS).map(([value, label]) => (
                    <Radio key={value} value={value} label={label} />
                  ))}
                </div>
              </Radio.Group>
            ))}
            <LongField name="note" label="What else was seen" maxLength={4000} />
            <div>
              <DeedButton>Keep it</DeedButton>
            </div>
          </DeedForm>
        </Panel>
      )}
    </>
  )
}

export const ErrorBoundary = () => <PageError />
