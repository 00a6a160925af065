import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Page } from '../../api/types.ts'
import type { Thread } from '../../api/voices.ts'
import { text } from '../../components/deeds.ts'
import { ChoiceFilter } from '../../components/Filters.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Pager } from '../../components/Pager.tsx'
import { Portrait } from '../../components/Portrait.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useReader } from '../../format/reader.tsx'
import styles from './messages.module.css'

const sideOf = (request: Request) =>
  new URL(request.url).pathname.startsWith('/teach') ? 'educator' : 'learner'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const as = sideOf(request)
  const threads = await context.get(apiOf).get<Page<Thread>>('/api/threads', {
    as,
    unread: search.get('show') === 'unread' || null,
    cursor: search.get('cursor'),
  })
  return { threads, as }
}

/** Opens a conversation and goes there. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const [educatorId, learnerId] = [text(form, 'educatorId'), text(form, 'learnerId')]
  const thread = await context
    .get(apiOf)
    .post<Thread>('/api/threads', learnerId ? { learnerId } : { educatorId })
  throw redirect(`${thread.as === 'educator' ? '/teach' : ''}/messages/${thread.id}`)
}

export const meta = titled('Messages')

export default function Messages() {
  const { threads, as } = useLoaderData<typeof loader>()
  const at = as === 'educator' ? '/teach/messages' : '/messages'
  return (
    <>
      <PageHead
        title="Messages"
        lead={
          as === 'educator'
            ? 'Answer within a day: how you answer stands on your page.'
            : 'What you and your educators write to each other.'
        }
      />
      <ChoiceFilter
        name="show"
        label="Which conversations"
        choices={[
          { value: '', label: 'All' },
          { value: 'unread', label: 'Unread' },
        ]}
      />
      {threads.items.length === 0 ? (
        <EmptyState
          title="No messages here"
          deed={
            as === 'learner' ? (
              <Button component={Link} to="/educators">
                Find an educator to ask
              </Button>
            ) : undefined
          }
        >
          {as === 'learner'
            ? 'Open an educator’s page and write to them: what you would like to learn, and when.'
            : 'When learners write to you, their words stand here.'}
        </EmptyState>
      ) : (
        <ul className={styles.threads}>
          {threads.items.map((thread) => (
            <Row key={thread.id} thread={thread} at={at} />
          ))}
        </ul>
      )}
      <Pager next={threads.next} />
    </>
  )
}

function Row({ thread, at }: { thread: Thread; at: string }) {
  const other = thread.as === 'learner' ? thread.educator : thread.learner
  return (
    <li className={styles.thread} data-new={thread.unread > 0 || undefined}>
      <Portrait name={other.name} />
      <div className={styles.about}>
        <p className="row-apart">
          <Link to={`${at}/${thread.id}`} className={styles.name}>
            {other.name}
          </Link>
          <span className="soft small">
            <Instant at={thread.lastAt} as="short-moment" />
          </span>
        </p>
        <p className={styles.last}>
          {thread.last?.mine && <span className="soft">You: </span>}
          {thread.last === null ? 'Nothing yet' : (thread.last.words ?? 'Removed by a moderator')}
        </p>
        <p className="row">
          {thread.unread > 0 && <Tag tone="accent">{thread.unread} new</Tag>}
          {thread.as === 'educator' && thread.answerDueAt && <Due at={thread.answerDueAt} />}
          {thread.blockedByMe && <Tag>Blocked</Tag>}
        </p>
      </div>
    </li>
  )
}

/** Until when an answer counts as given in time. */
export function Due({ at }: { at: string }) {
  const { now } = useReader()
  return Date.parse(at) < Date.parse(now) ? (
    <Tag tone="warm">Unanswered for over a day</Tag>
  ) : (
    <Tag tone="attention">
      Answer until <Instant at={at} as="short-moment" />
    </Tag>
  )
}

export const ErrorBoundary = () => <PageError who="whoever is signed in" />
