import { Fieldset, SimpleGrid } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { ifAllowed } from '../../../api/allowed.ts'
import { apiOf } from '../../../api/context.ts'
import type { Checklist, MeasureRules } from '../../../api/quality.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { MEASURE_NAMES } from '../../../format/quality.ts'
import { personOf } from '../../../visitor.ts'
import { useMay } from '../may.ts'
import { QualityNav } from './QualityNav.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Measures and checklist · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  await personOf(context)
  const api = context.get(apiOf)
  const [rules, checklist] = await Promise.all([
    api.get<MeasureRules>('/api/quality/measure-rules'),
    ifAllowed(api.get<Checklist>('/api/quality/checklist')),
  ])
  return { rules, checklist }
}

const days = (words: string) => (words === '' ? null : Number(words))

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    const seen = Number(text(form, 'version'))
    if (intent === 'checklist') {
      const items = text(form, 'items')
        .split('\n')
        .map((line) => /^(.*?)\s*(?:\((\d+)\))?$/.exec(line.trim())!)
        .filter(([, says]) => says)
        .map(([, says, weight]) => ({ says, weight: Number(weight ?? 1) }))
      await api.put('/api/quality/checklist', { seen, items })
      return { said: 'Kept. The next draw uses it.' }
    }
    const steps = Object.keys(MEASURE_NAMES).flatMap((measure) => {
      const who = text(form, `${measure}.who`)
      if (who === 'none') return []
      return {
        measure,
        automatic: who === 'itself',
        waitDays: Number(text(form, `${measure}.wait`) || '0'),
        lastsDays: days(text(form, `${measure}.lasts`)),
        sessionsMost: days(text(form, `${measure}.most`)),
      }
    })
    await api.put('/api/quality/measure-rules', { seen, steps })
    return { said: 'Kept. It holds from now on.' }
  })
}

export default function QualityRules() {
  const { rules, checklist } = useLoaderData<typeof loader>()
  const may = useMay()()
  return (
    <>
      <PageHead
        title="Measures and checklist"
        lead={
          <>
            What follows when a threshold is not met, and what reviewers look for. The thresholds
            themselves stand with the <Link to="/operate/rules">other rules</Link>.
          </>
        }
      />
      <QualityNav />
      <div className="stack-wide">
        <Panel
          title="The ladder of measures"
          note="One step at a time: the next is taken when the wait after the one before is over, and it did not help."
        >
          {may ? <Steps key={rules.version} rules={rules} /> : <StepsToRead rules={rules} />}
        </Panel>
        {checklist && (
          <Panel
            title="The checklist of audits"
            note="One point a line, its weight in brackets. Sessions that were drawn before keep theirs."
          >
            {may ? (
              <DeedForm key={checklist.version} intent="checklist" className="stack">
                <input type="hidden" name="version" value={checklist.version} />
                <LongField
                  name="items"
                  label="Points"
                  defaultValue={checklist.items
                    .map(({ says, weight }) => `${says} (${weight})`)
                    .join('\n')}
                  required
                />
                <div>
                  <DeedButton>Keep this checklist</DeedButton>
                </div>
              </DeedForm>
            ) : (
              <ul>
                {checklist.items.map(({ position, says, weight }) => (
                  <li key={position}>
                    {says} ({weight})
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        )}
      </div>
    </>
  )
}

function Steps({ rules }: { rules: MeasureRules }) {
  return (
    <DeedForm intent="measures" className="stack-wide">
      <input type="hidden" name="version" value={rules.version} />
      {Object.entries(MEASURE_NAMES).map(([measure, name]) => {
        const rule = rules.steps.find((one) => one.measure === measure)
        return (
          <Fieldset key={measure} legend={name}>
            <SimpleGrid cols={{ base: 2, sm: 4 }}>
              <SelectField
                name={`${measure}.who`}
                label="Is taken"
                defaultValue={rule ? (rule.automatic ? 'itself' : 'staff') : 'none'}
                data={[
                  ...(measure === 'decision' ? [] : [{ value: 'itself', label: 'by itself' }]),
                  { value: 'staff', label: 'by staff' },
                  { value: 'none', label: 'not at all' },
                ]}
              />
              <TextField
                name={`${measure}.wait`}
                label="Days after the one before"
                inputMode="numeric"
                defaultValue={String(rule?.waitDays ?? 14)}
              />
              <TextField
                name={`${measure}.lasts`}
                label="Lasts days"
                placeholder="until better"
                inputMode="numeric"
                defaultValue={rule?.lastsDays ? String(rule.lastsDays) : ''}
              />
              {measure === 'limits' && (
                <TextField
                  name={`${measure}.most`}
                  label="Sessions at most"
                  inputMode="numeric"
                  defaultValue={String(rule?.sessionsMost ?? 5)}
                />
              )}
            </SimpleGrid>
          </Fieldset>
        )
      })}
      <div>
        <DeedButton>Keep this ladder</DeedButton>
      </div>
    </DeedForm>
  )
}

function StepsToRead({ rules }: { rules: MeasureRules }) {
  return (
    <DataTable
      caption="The ladder of measures"
      rows={rules.steps}
      keyOf={({ step }) => String(step)}
      columns={[
        { head: 'Step', title: true, cell: ({ measure }) => MEASURE_NAMES[measure] },
        { head: 'Taken', cell: ({ automatic }) => (automatic ? 'by itself' : 'by staff') },
        { head: 'Days after', numeric: true, cell: ({ waitDays }) => waitDays },
        {
          head: 'Lasts',
          cell: ({ lastsDays }) => (lastsDays ? `${lastsDays} days` : 'until better'),
        },
        { head: 'Sessions at most', numeric: true, cell: ({ sessionsMost }) => sessionsMost ?? '' },
      ]}
    />
  )
}

export const ErrorBoundary = () => <PageError />
