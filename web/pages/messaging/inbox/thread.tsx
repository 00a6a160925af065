import { Alert, Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  useFetcher,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Entry, QuickReplies, QuickReply, Thread } from '../../../api/inbox.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { keepOnFailure } from '../../../components/deeds.ts'
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import styles from './inbox.module.css'
import { threadDeed } from './thread-deeds.ts'
import { stateIs, stepIs, WAY, whoIs } from './words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Conversation · Stoa' }]

type Template = { id: string; name: string; way: string; variables: { name: string }[] }

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/organizations/${params.organizationId}`
  const cursor = new URL(request.url).searchParams.get('cursor')
  const [thread, quick] = await Promise.all([
    api.get<Thread>(`${at}/inbox/threads/${params.id}`, { cursor }),
    api.get<QuickReplies>(`${at}/inbox/quick-replies`),
  ])
  // Only where nothing else may be sent are templates needed.
  const templates = thread.windowOpen
    ? []
    : (await api.get<{ items: Template[] }>(`${at}/templates`, { way: thread.way })).items
  return { thread, quick: quick.items, templates, older: cursor !== null }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const at = `/api/organizations/${params.organizationId}/inbox`
  return threadDeed(context.get(apiOf), at, params.id!, await request.formData())
}

/** One conversation: what was said, what is answered, and who looks after it. */
export default function ThreadPage() {
  const { thread, older } = useLoaderData<typeof loader>()
  useRead(thread.unread)
  return (
    <>
      <PageHead
        title={whoIs(thread)}
        lead={`${WAY[thread.way]} from ${thread.address} to your number ${thread.number}`}
        tags={
          <>
            {thread.closedAt && <Tag>Closed</Tag>}
            {thread.late && <Tag tone="attention">Answer is late</Tag>}
          </>
        }
        deeds={<Link to="..">All conversations</Link>}
      />
      <MessagingNav />
      <div className={styles.split}>
        <div className="stack">
          <Pager next={thread.next} />
          <div className={styles.log} role="log" aria-label={`Messages with ${whoIs(thread)}`}>
            {thread.entries.toReversed().map((entry) => (
              <Bubble key={entry.id} entry={entry} name={whoIs(thread)} />
            ))}
          </div>
          {!older && <Answering />}
        </div>
        <aside className="stack" aria-label="About this conversation">
          <Handling thread={thread} />
          <Notes key={thread.entries.length} />
          <History thread={thread} />
        </aside>
      </div>
    </>
  )
}

/** What is on the screen is read. */
function useRead(unread: number) {
  const { submit } = useFetcher()
  const sent = useRef(0)
  useEffect(() => {
    if (unread === 0 || sent.current === unread) return
    sent.current = unread
    submit({ intent: 'read' }, { method: 'post' })
  }, [unread, submit])
}

function Bubble({ entry, name }: { entry: Entry; name: string }) {
  const { is, text, media, quickReplies, at, by, state, reason } = entry
  const who = is === 'inbound' ? name : is === 'automatic' ? 'By itself' : (by ?? 'One of you')
  return (
    <article className={styles.bubble} data-is={is}>
      <h2 className="visually-hidden">
        {is === 'note' ? 'Note of ' : ''}
        {who}
      </h2>
      {text && <p className={styles.words}>{text}</p>}
      {media.map(({ kind, url, name: called }) => (
        <p key={url}>
          <a href={url} target="_blank" rel="noreferrer noopener">
            {called ?? `Open the ${kind}`}
          </a>
        </p>
      ))}
      {quickReplies.length > 0 && (
        <p className="small">Buttons: {quickReplies.map((one) => `“${one}”`).join(', ')}</p>
      )}
      <p className={styles.stamp}>
        {is === 'note' && 'Note · '}
        {is !== 'inbound' && `${who} · `}
        <Instant at={at} as="short-moment" />
        {state && ` · ${stateIs(state, reason)}`}
      </p>
    </article>
  )
}

function Answering() {
  const { thread, quick, templates } = useLoaderData<typeof loader>()
  if (!thread.windowOpen)
    return (
      <Panel title="Answer with a template">
        <div className="stack">
          <Alert color="attention" variant="light">
            They wrote more than 24 hours ago. Until they write again, WhatsApp takes only a
            template that it has approved.
          </Alert>
          {templates.length === 0 && <p>You have no template for WhatsApp yet.</p>}
          {templates.map((template) => (
            <DeedForm key={template.id} intent={`template:${template.id}`} className="stack">
              <h3>{template.name}</h3>
              {template.variables.map(({ name }) => (
                <TextField key={name} name={`value.${name}`} label={name} maxLength={1_000} />
              ))}
              <div>
                <DeedButton aria-label={`Send it: ${template.name}`}>Send it</DeedButton>
              </div>
            </DeedForm>
          ))}
        </div>
      </Panel>
    )
  return (
    <Panel
      title="Answer"
      note={
        thread.windowEndsAt ? (
          <>
            Anything may be sent until <Instant at={thread.windowEndsAt} />.
          </>
        ) : undefined
      }
    >
      <AnswerForm quick={quick} onWhatsApp={thread.way === 'whatsapp'} />
    </Panel>
  )
}

function AnswerForm({ quick, onWhatsApp }: { quick: QuickReply[]; onWhatsApp: boolean }) {
  const form = useRef<HTMLDivElement>(null)
  const field = (name: string) =>
    form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`) ?? undefined
  const take = ({ text, buttons }: QuickReply) => {
    const words = form.current?.querySelector('textarea')
    if (!words) return
    words.value = text
    const own = field('buttons')
    if (own) own.value = buttons.join(', ')
    words.focus()
  }
  const clear = () => {
    const words = form.current?.querySelector('textarea')
    if (words) words.value = ''
    for (const name of ['buttons', 'url']) {
      const one = field(name)
      if (one) one.value = ''
    }
  }
  return (
    <div ref={form}>
      <DeedForm intent="reply" className="stack" onDone={clear}>
        {quick.length > 0 && (
          <fieldset className={styles.quick}>
            <legend className="small">Quick replies</legend>
            {quick.map((one) => (
              <Button key={one.id} variant="default" size="compact-sm" onClick={() => take(one)}>
                {one.name}
              </Button>
            ))}
          </fieldset>
        )}
        <LongField name="text" label="Your answer" maxLength={4_000} />
        {onWhatsApp && (
          <details className={styles.opens}>
            <summary>Picture, file or buttons</summary>
            <div className={styles.pair}>
              <SelectField
                name="kind"
                label="Kind of file"
                data={[
                  { value: 'image', label: 'Picture' },
                  { value: 'document', label: 'Document' },
                  { value: 'video', label: 'Film' },
                  { value: 'audio', label: 'Sound' },
                ]}
              />
              <TextField name="url" label="Where it is" placeholder="https://…" type="url" />
              <TextField
                name="buttons"
                label="Buttons"
                description="Up to three, with commas between"
              />
            </div>
          </details>
        )}
        <div>
          <DeedButton>Send the answer</DeedButton>
        </div>
      </DeedForm>
      <details className={styles.opens}>
        <summary>Keep it as a quick reply</summary>
        <DeedForm intent="keep" className="stack">
          <TextField name="name" label="Name" maxLength={60} required />
          <LongField name="text" label="Words" maxLength={1_000} required />
          <div>
            <DeedButton variant="outline">Keep it</DeedButton>
          </div>
        </DeedForm>
      </details>
    </div>
  )
}

function Handling({ thread }: { thread: Thread }) {
  return (
    <Panel title="Who looks after it">
      <div className="stack">
        <DeedForm intent="assign" className="stack">
          <SelectField
            name="person"
            label="Given to"
            defaultValue={thread.assignedTo?.id ?? ''}
            data={[
              { value: '', label: 'Nobody' },
              ...thread.mayTake.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <div>
            <DeedButton variant="outline">Give it</DeedButton>
          </div>
        </DeedForm>
        {thread.answerDueAt && (
          <p className="small">
            A first answer is due by <Instant at={thread.answerDueAt} />.
          </p>
        )}
        <DeedForm intent={thread.closedAt ? 'reopen' : 'close'}>
          <DeedButton variant="subtle">
            {thread.closedAt ? 'Open it again' : 'Close the conversation'}
          </DeedButton>
        </DeedForm>
      </div>
    </Panel>
  )
}

const Notes = () => (
  <Panel title="Note" note="Only your own people read it.">
    <DeedForm intent="note" className="stack">
      <LongField name="note" label="Words" maxLength={4_000} required />
      <div>
        <DeedButton variant="outline">Write it down</DeedButton>
      </div>
    </DeedForm>
  </Panel>
)

const History = ({ thread }: { thread: Thread }) => (
  <Panel title="What happened">
    <ul className="small">
      {thread.steps.map(({ what, at, by, person }) => (
        <li key={`${what}${at}`}>
          <Instant at={at} as="short-moment" />: {by ?? whoIs(thread)} {stepIs(what)}
          {what === 'assigned' && person ? ` ${person}` : ''}
        </li>
      ))}
    </ul>
  </Panel>
)

export const ErrorBoundary = () => (
  <PageError who="owners, administrators and managers of this organization" />
)
