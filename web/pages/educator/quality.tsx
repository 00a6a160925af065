import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Measure, OwnQuality } from '../../api/quality.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, LongField } from '../../components/fields.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import {
  holds,
  MeasureWords,
  measureTitle,
  ScorecardPanel,
  SignalsPanel,
} from '../../components/Scorecard.tsx'
import { PageError } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useReader } from '../../format/reader.tsx'
import { personOf } from '../../visitor.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  await personOf(context)
  return context.get(apiOf).get<OwnQuality>('/api/educator/quality')
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt(text(form, 'intent'), async () => {
    const at = `/api/educator/quality/measures/${text(form, 'measure')}/appeal`
    await context.get(apiOf).post(at, { words: text(form, 'words') })
    return { said: 'Somebody who did not take it looks at it. You will hear.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('How your teaching goes')

/** An educator's own scorecard, what was noticed, and the measures about them. */
export default function QualityPage() {
  const { card, findings, signals, measures } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="How your teaching goes"
        lead={
          findings.length === 0
            ? 'Everything that is asked is met. Staff see the same figures.'
            : 'Something that is asked is not met. It gets better by itself when your next sessions go well; staff see the same figures.'
        }
      />
      <div className="stack-wide">
        {measures.map((measure) => (
          <OneMeasure key={measure.id} measure={measure} />
        ))}
        <ScorecardPanel card={card} />
        <SignalsPanel signals={signals} at="/teach/sessions" />
      </div>
    </>
  )
}

function OneMeasure({ measure }: { measure: Measure }) {
  const { now } = useReader()
  const open = holds(measure, now)
  return (
    <Panel
      title={measureTitle(measure)}
      side={<Tag tone={open ? 'attention' : 'plain'}>{open ? 'Holds' : 'Over'}</Tag>}
    >
      <div className="stack">
        <MeasureWords measure={measure} />
        {open && !measure.appeal && (
          <details>
            <summary>Ask our staff to look at it again</summary>
            <DeedForm intent={`appeal ${measure.id}`} className="stack">
              <input type="hidden" name="measure" value={measure.id} />
              <LongField name="words" label="How it was" required minLength={3} maxLength={4000} />
              <div>
                <DeedButton variant="outline">Send it</DeedButton>
              </div>
            </DeedForm>
          </details>
        )}
      </div>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="people who teach" />
