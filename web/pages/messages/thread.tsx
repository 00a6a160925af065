import { Alert, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useFetcher,
  useLoaderData,
  useRevalidator,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Conversation, Message, Sent } from '../../api/voices.ts'
import { DeedForm, useFieldError } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, type Outcome, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { ReportLink } from '../../components/Reviews.tsx'
import { PageError } from '../../components/states.tsx'
import { Due } from './list.tsx'
import styles from './messages.module.css'

/** How often the page looks for new messages while it is in front. */
const LOOK_EVERY = 5_000

export const handle = { deedBar: true }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const found = await context
    .get(apiOf)
    .get<Conversation>(`/api/threads/${params.id}`, { before: searchParams.get('before') })
  const at = `${found.thread.as === 'educator' ? '/teach' : ''}/messages/${found.thread.id}`
  if (pathname.replace(/\.data$/, '') !== at) throw redirect(at)
  return { ...found, at, older: searchParams.has('before') }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  const api = context.get(apiOf)
  const at = `/api/threads/${params.id}`
  return attempt(intent, async () => {
    if (intent === 'read') {
      await api.put(`${at}/read`, { upTo: Number(text(form, 'upTo')) })
      return {}
    }
    if (intent === 'block') {
      const blocked = text(form, 'blocked') === 'yes'
      await api.put(`${at}/block`, { blocked })
      return { said: blocked ? 'You get no more messages from them.' : 'They can write again.' }
    }
    const body = { id: text(form, 'key'), words: text(form, 'words') }
    return { result: await api.post<Sent>(`${at}/messages`, body) }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Messages')

export default function ThreadPage() {
  const { thread, messages, more, at, older } = useLoaderData<typeof loader>()
  const other = thread.as === 'learner' ? thread.educator : thread.learner
  useNews(older)
  useReadMarks(at, messages.at(-1)?.number ?? 0, thread.unread)
  return (
    <div className={styles.talk}>
      <header className={styles.top}>
        <div>
          <p className={styles.back}>
            <Link to={at.replace(/\/[^/]+$/, '')}>All messages</Link>
          </p>
          <h1 tabIndex={-1}>
            {thread.as === 'learner' ? (
              <Link to={`/educators/${other.id}`} className={styles.plain}>
                {other.name}
              </Link>
            ) : (
              other.name
            )}
          </h1>
          {thread.as === 'educator' && thread.answerDueAt && <Due at={thread.answerDueAt} />}
        </div>
        <DeedForm intent="block">
          <input type="hidden" name="blocked" value={thread.blockedByMe ? 'no' : 'yes'} />
          <DeedButton variant="subtle" size="xs" color={thread.blockedByMe ? undefined : 'bad'}>
            {thread.blockedByMe ? `Let ${other.name} write again` : `Block ${other.name}`}
          </DeedButton>
        </DeedForm>
      </header>
      {!thread.open && (
        <p className={styles.rule}>
          Until your first paid booking together, e-mail addresses, phone numbers, links and
          messenger names are hidden from both of you. It keeps strangers away, and payments safe.
        </p>
      )}
      {more && messages[0] && (
        <p className={styles.earlier}>
          <Link to={`${at}?before=${messages[0].number}`}>Earlier messages</Link>
        </p>
      )}
      <div className={styles.log} role="log" aria-label={`Messages with ${other.name}`}>
        {messages.length === 0 && (
          <p className="soft">
            Nothing yet. {thread.as === 'learner' && 'Say what you would like to learn, and when.'}
          </p>
        )}
        {messages.map((message) => (
          <Bubble key={message.id} message={message} name={other.name} />
        ))}
      </div>
      {older ? (
        <p className={styles.earlier}>
          <Link to={at}>To the latest messages</Link>
        </p>
      ) : (
        <Composer name={other.name} blocked={thread.blockedByMe} />
      )}
    </div>
  )
}

const KINDS = {
  email: 'an e-mail address',
  phone: 'a phone number',
  link: 'a link',
  handle: 'a messenger name',
} as const
const hiddenIn = (hidden: Message['hidden']) =>
  hidden.map((kind) => KINDS[kind]).join(hidden.length > 2 ? ', ' : ' and ')

function Bubble({ message, name }: { message: Message; name: string }) {
  return (
    <article className={styles.bubble} data-mine={message.mine || undefined}>
      <h2 className="visually-hidden">{message.mine ? 'You' : name}</h2>
      <p className={styles.words}>
        {message.words ?? <span className="soft">A moderator removed this message.</span>}
      </p>
      {message.mine && message.hidden.length > 0 && (
        <p className="small">
          {name} does not see {hiddenIn(message.hidden)} in it: that opens with your first paid
          booking together.
        </p>
      )}
      <p className={styles.stamp}>
        <Instant at={message.sentAt} as="short-moment" />
        {message.mine ? (
          message.seen && ' · seen'
        ) : (
          <>
            {' · '}
            <ReportLink what="message" id={message.id}>
              Report <span className="visually-hidden">this message</span>
            </ReportLink>
          </>
        )}
      </p>
    </article>
  )
}

function Composer({ name, blocked }: { name: string; blocked: boolean }) {
  const form = useRef<HTMLDivElement>(null)
  const [hidden, setHidden] = useState<Sent['hidden']>([])
  if (blocked)
    return <p className={styles.composer}>You blocked {name}, so neither of you can write.</p>
  const done = (outcome: Outcome & { ok: true }) => {
    setHidden((outcome.result as Sent).hidden)
    const field = form.current?.querySelector('textarea')
    if (!field) return
    field.value = ''
    field.focus()
  }
  return (
    <div ref={form} className={styles.composer}>
      {hidden.length > 0 && (
        <Alert
          color="attention"
          variant="light"
          role="status"
          mb="xs"
          withCloseButton
          closeButtonLabel="Close"
          onClose={() => setHidden([])}
        >
          Sent, without {hiddenIn(hidden)}: contact details are hidden until your first paid booking
          together.
        </Alert>
      )}
      <DeedForm intent="send" className={styles.send} onDone={done}>
        <Words name={name} />
        <DeedButton>Send</DeedButton>
      </DeedForm>
    </div>
  )
}

function Words({ name }: { name: string }) {
  return (
    <Textarea
      name="words"
      aria-label={`Message to ${name}`}
      placeholder={`Write to ${name}`}
      error={useFieldError('words')}
      autosize
      minRows={1}
      maxRows={6}
      maxLength={4000}
      required
      className={styles.field}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        event.currentTarget.form?.requestSubmit()
      }}
    />
  )
}

/** Looks for new messages while the page is in front. */
function useNews(older: boolean): void {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (older) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && state === 'idle') revalidate()
    }, LOOK_EVERY)
    return () => clearInterval(timer)
  }, [revalidate, state, older])
}

/** What is on the screen has been read. */
function useReadMarks(at: string, upTo: number, unread: number): void {
  const { submit, state } = useFetcher()
  const told = useRef(0)
  useEffect(() => {
    if (unread === 0 || upTo <= told.current || state !== 'idle') return
    if (document.visibilityState !== 'visible') return
    told.current = upTo
    submit({ intent: 'read', upTo }, { method: 'post', action: at })
  }, [submit, state, at, upTo, unread])
}

export const ErrorBoundary = () => <PageError who="the two who write here" />
