import { Code } from '@mantine/core'
import type { ReactNode } from 'react'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Answer } from '../../../../api/types.ts'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { attempt, keepOnFailure } from '../../../../components/deeds.ts'
import { FactList } from '../../../../components/FactList.tsx'
import { DeedButton } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { PageError } from '../../../../components/states.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { STATES } from './notices.tsx'
import { ProvidersHead } from './ProvidersHead.tsx'
import type { Providers } from './words.ts'

type Whole = Answer<'/api/provider-notices/{id}'>

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Notice of a provider · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [notice, { items }] = await Promise.all([
    api.get<Whole>(`/api/provider-notices/${params.id}`),
    api.get<Providers>('/api/message-providers'),
  ])
  return { notice, from: items.find(({ id }) => id === notice.provider)?.name ?? '' }
}

export async function action({ context, params }: ActionFunctionArgs) {
  return attempt('replay', async () => {
    await context.get(apiOf).post(`/api/provider-notices/${params.id}/replay`)
    return { said: 'It is heard again in a moment. What it told counts once all the same.' }
  })
}

/** One notice, with what it said. */
export default function NoticePage() {
  const { notice, from } = useLoaderData<typeof loader>()
  const { state, receivedAt, workedAt, nextTryAt, told, attempts, error, text } = notice
  const [word, tone] = STATES[state]
  return (
    <>
      <ProvidersHead
        title={`Notice of ${from}`}
        lead="As it came. It may hold names and numbers of people."
      />
      <div className="stack-wide">
        <Panel title="What became of it" side={<Tag tone={tone}>{word}</Tag>}>
          <div className="stack">
            <FactList
              facts={[
                ['Came', <Instant key="came" at={receivedAt} as="moment" />],
                ['Heard', workedAt ? <Instant key="heard" at={workedAt} as="moment" /> : 'not yet'],
                ['Told', told === null ? '–' : `${told} ${told === 1 ? 'thing' : 'things'}`],
                ['Tries', String(attempts)],
                ...(error ? [['Why not', error] as [string, string]] : []),
                ...(nextTryAt
                  ? [
                      ['Next try', <Instant key="next" at={nextTryAt} as="moment" />] as [
                        string,
                        ReactNode,
                      ],
                    ]
                  : []),
              ]}
            />
            {text !== null && (
              <DeedForm intent="replay">
                <DeedButton variant="outline">Hear it again</DeedButton>
              </DeedForm>
            )}
          </div>
        </Panel>
        <Panel title="What it said">
          {text === null ? (
            <p>It is forgotten: what notices said is kept for 90 days.</p>
          ) : (
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {pretty(text)}
            </Code>
          )}
        </Panel>
      </div>
    </>
  )
}

/** JSON on several lines; anything else as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
