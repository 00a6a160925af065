import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Answer } from '../../../api/types.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { NOTICE_STATES } from './money-back.ts'

type Notice = Answer<'/api/inbox/{provider}/{event}'>

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'A notice · Stoa' }]

const pathOf = (params: LoaderFunctionArgs['params']) =>
  `/api/inbox/${encodeURIComponent(params.provider!)}/${encodeURIComponent(params.event!)}`

export const loader = ({ context, params }: LoaderFunctionArgs) =>
  context.get(apiOf).get<Notice>(pathOf(params))

export const action = ({ context, params }: ActionFunctionArgs) =>
  attempt('replay', async () => {
    await context.get(apiOf).post(`${pathOf(params)}/replay`)
    return { said: 'It is worked once more: what it is about is looked up as it is now.' }
  })

export default function NoticePage() {
  const notice = useLoaderData<typeof loader>()
  const [word, tone] = NOTICE_STATES[notice.state]
  return (
    <>
      <PageHead
        title={notice.type}
        lead="As the provider told it. It is believed in nothing but which thing it is about."
        deeds={
          notice.state !== 'ignored' && (
            <DeedForm intent="replay">
              <DeedButton variant="outline">Work again</DeedButton>
            </DeedForm>
          )
        }
      />
      <div className="stack-wide">
        <Panel title="What became of it">
          <FactList
            facts={[
              [
                'State',
                <Tag key="state" tone={tone}>
                  {word}
                </Tag>,
              ],
              ['Tries', String(notice.attempts)],
              ['Fault', notice.error],
              ['About', notice.about && <code key="about">{notice.about}</code>],
              ['Notice', <code key="event">{notice.event}</code>],
              ['Endpoint', `${notice.provider}, ${notice.endpoint}`],
              ['Account', notice.account && <code key="account">{notice.account}</code>],
              ['Happened', <Instant key="happened" at={notice.happenedAt} as="short-moment" />],
              ['Came', <Instant key="came" at={notice.receivedAt} as="short-moment" />],
              [
                'Last worked',
                notice.workedAt && <Instant key="worked" at={notice.workedAt} as="short-moment" />,
              ],
              [
                'All',
                <Link key="all" to="/operate/inbox">
                  The provider’s notices
                </Link>,
              ],
            ]}
          />
        </Panel>
        <Panel title="Word for word">
          {notice.body === null ? (
            <p>It came before the words of notices were kept.</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: longer than the screen, it must scroll by keyboard
            <pre tabIndex={0} style={{ overflow: 'auto', maxBlockSize: '32rem' }}>
              {notice.body}
            </pre>
          )}
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
