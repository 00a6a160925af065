import { Button, Checkbox, SimpleGrid } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { EducatorQuality, MeasureRules } from '../../../api/quality.ts'
import type { EducatorDetail } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField, SelectField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import {
  holds,
  MeasureWords,
  measureTitle,
  ScorecardPanel,
  SignalsPanel,
} from '../../../components/Scorecard.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { byWords } from '../../../format/books.ts'
import {
  FINDING_NAMES,
  MEASURE_NAMES,
  qualityFigure,
  reasonsWords,
} from '../../../format/quality.ts'
import { useReader } from '../../../format/reader.tsx'
import { personOf } from '../../../visitor.ts'
import { useMay } from '../may.ts'
import { measureDeed } from './deeds.ts'
import { MeasureDeeds } from './MeasureDeeds.tsx'
import { QualityNav } from './QualityNav.tsx'

export const clientAction = keepOnFailure
export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `Quality of ${loaderData?.name ?? 'an educator'} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  await personOf(context)
  const api = context.get(apiOf)
  const id = params.id ?? ''
  const [quality, educator, rules] = await Promise.all([
    api.get<EducatorQuality>(`/api/quality/educators/${id}`),
    api.get<EducatorDetail>(`/api/educators/${id}`),
    api.get<MeasureRules>('/api/quality/measure-rules'),
  ])
  const names = await namesOf(
    api,
    quality.measures.map(({ by }) => by),
  )
  return { id, name: educator.name, quality, rules, names }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  if (intent !== 'measure') return attempt(intent, () => measureDeed(api, form))
  return attempt(intent, async () => {
    const reasons = form.getAll('reasons').map(String)
    await api.post(`/api/quality/educators/${params.id}/measures`, {
      step: Number(text(form, 'step')),
      words: text(form, 'words'),
      ...(reasons.length > 0 ? { reasons } : {}),
    })
    return { said: 'Taken. They hear of it now.' }
  })
}

export default function ScorecardPage() {
  const { id, name, quality, rules, names } = useLoaderData<typeof loader>()
  const { now } = useReader()
  const may = useMay()('moderator', 'reviewer')
  return (
    <>
      <PageHead
        title={name}
        lead={
          quality.findings.length === 0
            ? 'Everything that is asked is met.'
            : `Not met: ${reasonsWords(quality.findings)}.`
        }
        deeds={
          <Button component={Link} to={`/operate/educators/${id}`} variant="outline">
            The educator
          </Button>
        }
      />
      <QualityNav />
      <div className="stack-wide">
        <ScorecardPanel card={quality.card} />
        {quality.measures.map((measure) => (
          <Panel
            key={measure.id}
            title={measureTitle(measure)}
            note={`By ${byWords(measure.by, nameIn(names, measure.by))}`}
            side={
              <Tag tone={holds(measure, now) ? 'attention' : 'plain'}>
                {holds(measure, now) ? 'Holds' : 'Over'}
              </Tag>
            }
          >
            <div className="stack">
              <MeasureWords measure={measure} />
              <MeasureDeeds measure={measure} open={holds(measure, now)} />
            </div>
          </Panel>
        ))}
        {may && (
          <Panel
            title="Take a measure"
            note="They hear of it at once, with the reason, and can appeal; somebody else decides then."
          >
            <DeedForm intent="measure" className="stack">
              <SelectField
                name="step"
                label="Which"
                data={rules.steps.map(({ step, measure }) => ({
                  value: String(step),
                  label: `${step}. ${MEASURE_NAMES[measure]}`,
                }))}
              />
              {quality.findings.length === 0 && (
                <fieldset>
                  <legend>Nothing is below its threshold: the reason is</legend>
                  <SimpleGrid cols={{ base: 1, sm: 3 }}>
                    {Object.entries(FINDING_NAMES).map(([value, label]) => (
                      <Checkbox key={value} name="reasons" value={value} label={label} />
                    ))}
                  </SimpleGrid>
                </fieldset>
              )}
              <LongField
                name="words"
                label="What they should know"
                required
                minLength={3}
                maxLength={2000}
              />
              <div>
                <DeedButton variant="outline">Take it</DeedButton>
              </div>
            </DeedForm>
          </Panel>
        )}
        <SignalsPanel signals={quality.signals} at="/operate/sessions" />
        <Panel title="Audits">
          <DataTable
            caption="Audits"
            rows={quality.audits}
            keyOf={(audit) => audit.id}
            columns={[
              {
                head: 'Session',
                title: true,
                cell: (audit) => (
                  <Link to={`/operate/quality/audits/${audit.id}`}>{audit.title}</Link>
                ),
              },
              { head: 'When', cell: ({ start }) => <Instant at={start} as="short-day" /> },
              {
                head: 'Score',
                numeric: true,
                cell: ({ result }) => qualityFigure(result?.score ?? null, 'share'),
              },
            ]}
            empty={<EmptyState title="None yet">No session of theirs was drawn.</EmptyState>}
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError />
