import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { After } from '../../../api/after.ts'
import type { Case } from '../../../api/cases.ts'
import { apiOf } from '../../../api/context.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant, Meeting } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { foundWords } from '../../../format/outcomes.ts'
import { methodWord } from '../../../format/teaching.ts'
import { Decisions } from '../../cases/Decisions.tsx'
import { Claim, Points } from '../../cases/Points.tsx'
import { Talk } from '../../cases/Talk.tsx'
import { aboutWords, isOpen, stageWords, UNTIL } from '../../cases/words.ts'
import { AskOne, Decide, readDecision } from './Decide.tsx'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [found, after] = await Promise.all([
    api.get<Case>(`/api/cases/${params.id}`),
    api.get<After>(`/api/bookings/${params.id}/after`),
  ])
  return { found, verdict: after.verdict }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const at = `/api/cases/${params.id}`
  const [intent, key, words] = [text(form, 'intent'), text(form, 'key'), text(form, 'words')]
  return attempt(intent, async () => {
    if (intent === 'decide') {
      const decision = readDecision(form)
      if (text(form, 'look') === 'yes') return { result: await api.post(`${at}/preview`, decision) }
      await api.deed(`${at}/decide`, key, decision)
      return { said: 'Decided. Both hear of it.' }
    }
    if (intent === 'take' || intent === 'lay back') {
      await api.post(`${at}/assign`, { mine: intent === 'take' })
      return { said: intent === 'take' ? 'It is yours.' : 'Anybody can take it.' }
    }
    if (intent === 'ask') {
      const days = Number(text(form, 'days') || 3)
      await api.post(`${at}/questions`, { side: text(form, 'side'), words, days })
      return { said: 'Asked. They hear of it.' }
    }
    if (intent === 'file') {
      const file = form.get('file')
      if (file instanceof File && file.size > 0)
        await api.file(`${at}/files`, { name: file.name }, file)
      return { said: 'It is in the case now.' }
    }
    await api.post(`${at}/messages`, { words, staffOnly: text(form, 'staffOnly') === 'yes' })
    return { said: 'Sent.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('A case')

/** A case for staff: what both say, what was measured, what can be asked, and the decision. */
export default function CasePage() {
  const { found, verdict } = useLoaderData<typeof loader>()
  const [word, tone] = stageWords(found.stage)
  const open = isOpen(found.stage)
  return (
    <>
      <PageHead
        tags={<Tag tone={found.overdue ? 'bad' : tone}>{found.overdue ? 'Overdue' : word}</Tag>}
        title={`${aboutWords(found.about)}: ${found.learner.name} and ${found.educator.name}`}
        lead={<Meeting {...found.session} />}
      />
      <div className="stack-wide">
        <Panel title="The case">
          <div className="stack">
            <FactList
              facts={[
                ['Session', found.session.title],
                [
                  'Booking',
                  <Link key="booking" to={`/operate/bookings/${found.id}`}>
                    the booking and its books
                  </Link>,
                ],
                ['Paid', <Amount key="paid" value={found.paid} />],
                ['Paid by', methodWord(found.method as Parameters<typeof methodWord>[0])],
                verdict && ['Found', foundWords(verdict.outcome)],
                found.until !== null && [UNTIL[found.stage], <Instant key="u" at={found.until} />],
                ['With', found.assignedTo?.name ?? 'nobody yet'],
              ]}
            />
            {open && (
              <DeedForm intent={found.assignedTo ? 'lay back' : 'take'}>
                <DeedButton variant="outline">
                  {found.assignedTo ? 'Lay it back' : 'Take it'}
                </DeedButton>
              </DeedForm>
            )}
          </div>
        </Panel>
        <Decisions found={found} />
        <Claim found={found} />
        <Points found={found} side={null} />
        <Talk found={found} />
        {open && <AskOne />}
        {open && <Decide found={found} />}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="support" />
