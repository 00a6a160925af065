import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Case } from '../../api/cases.ts'
import { apiOf } from '../../api/context.ts'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { Instant, Meeting } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { PageError } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { Appeal, Decisions, Withdraw } from './Decisions.tsx'
import { Claim, Points } from './Points.tsx'
import { Talk } from './Talk.tsx'
import { aboutWords, isOpen, stageWords, UNTIL } from './words.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  return { found: await context.get(apiOf).get<Case>(`/api/cases/${params.id}`) }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const at = `/api/cases/${params.id}`
  const [intent, key, words] = [text(form, 'intent'), text(form, 'key'), text(form, 'words')]
  return attempt(intent, async () => {
    const [deed, number] = intent.split(' ')
    if (deed === 'answer' || deed === 'agree') {
      const answer = { point: Number(number), agrees: deed === 'agree', words }
      await api.deed(`${at}/answer`, key, answer)
      return { said: 'Your answer is written down.' }
    }
    if (deed === 'withdraw') {
      await api.deed(`${at}/withdraw`, key)
      return { said: 'Taken back. It stays as it was.' }
    }
    if (deed === 'appeal') {
      await api.deed(`${at}/appeal`, key, { words })
      return { said: 'Somebody else of us looks at it again.' }
    }
    if (deed === 'file') {
      const file = form.get('file')
      if (file instanceof File && file.size > 0)
        await api.file(`${at}/files`, { name: file.name }, file)
      return { said: 'It is in the case now.' }
    }
    await api.post(`${at}/messages`, { words })
    return { said: 'Sent.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('A case')

/** A case as one of the two sees it: what is claimed, what is asked of them, what was said, and the decision. */
export default function CasePage() {
  const { found } = useLoaderData<typeof loader>()
  const [word, tone] = stageWords(found.stage)
  const side = found.mine === 'educator' ? 'educator' : 'learner'
  const back = side === 'learner' ? `/bookings/${found.id}` : `/teach/bookings/${found.id}`
  return (
    <>
      <PageHead
        tags={<Tag tone={tone}>{word}</Tag>}
        title={`${aboutWords(found.about)}: “${found.session.title}”`}
        lead={<Meeting {...found.session} />}
      />
      <div className="stack-wide">
        {found.until && (
          <p>
            {UNTIL[found.stage]} <Instant at={found.until} />.
          </p>
        )}
        <Decisions found={found} />
        {found.stage === 'decided' && <Appeal found={found} />}
        <Claim found={found} />
        <Points found={found} side={side} />
        <Talk found={found} />
        {isOpen(found.stage) && found.stage !== 'appealed' && found.side === side && <Withdraw />}
        <p>
          <Link to={back}>Back to the booking</Link>
        </p>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="the two whose booking this is, and staff" />
