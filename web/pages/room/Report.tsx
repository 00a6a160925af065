import { Button, NativeSelect, Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import { browserApi } from '../../api/browser.ts'
import { ApiProblem } from '../../api/client.ts'
import type { ProblemBody } from '../../api/types.ts'
import { Refusal } from '../../components/DeedForm.tsx'
import styles from './room.module.css'

const TECHNICAL = [
  { value: 'no_sound', label: 'I cannot hear, or cannot be heard' },
  { value: 'no_picture', label: 'I cannot see, or cannot be seen' },
  { value: 'cut_off', label: 'The connection keeps breaking' },
  { value: 'other', label: 'Something else' },
]
const BEHAVIOUR = [
  { value: 'harassment', label: 'Somebody is insulted or harassed' },
  { value: 'unsafe', label: 'Somebody is in danger' },
  { value: 'content', label: 'What is shown or said does not belong here' },
  { value: 'other', label: 'Something else' },
]

type Kind = 'technical' | 'behaviour'

type ReportProps = {
  session: string
  people: { id: string; name: string }[]
  close: () => void
}

/** Says what is wrong while the session runs: technical problems to support, behaviour to moderators. */
export function Report({ session, people, close }: ReportProps) {
  const [kind, setKind] = useState<Kind>('technical')
  const [what, setWhat] = useState('no_sound')
  const [about, setAbout] = useState('')
  const [words, setWords] = useState('')
  const [id] = useState(() => globalThis.crypto.randomUUID())
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const [state, setState] = useState<'open' | 'sending' | 'sent'>('open')
  const send = async () => {
    setState('sending')
    setProblem(null)
    try {
      const body = { id, kind, what, words, about: kind === 'behaviour' && about ? about : null }
      await browserApi.post(`/api/sessions/${session}/room/reports`, body)
      setState('sent')
    } catch (error) {
      setState('open')
      if (error instanceof ApiProblem) setProblem(error.data)
      else setProblem(LOST)
    }
  }
  if (state === 'sent')
    return (
      <div className={styles.report}>
        <p role="status">
          {kind === 'technical'
            ? 'Thank you. It is written down with how your connection was, and support reads it.'
            : 'Thank you. A moderator reads it now, and can come into this room. Nobody here is told that it was you.'}
        </p>
        <Button onClick={close}>Back to the room</Button>
      </div>
    )
  return (
    <div className={styles.report}>
      {problem && <Refusal problem={problem} />}
      <Radio.Group
        label="What is it about?"
        value={kind}
        onChange={(next) => {
          setKind(next as Kind)
          setWhat(next === 'technical' ? 'no_sound' : 'harassment')
        }}
      >
        <div className="stack">
          <Radio value="technical" label="Something does not work" />
          <Radio value="behaviour" label="How somebody behaves, or what is shown" />
        </div>
      </Radio.Group>
      <NativeSelect
        label="What happens"
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
        data={kind === 'technical' ? TECHNICAL : BEHAVIOUR}
      />
      {kind === 'behaviour' && (
        <NativeSelect
          label="Whom it is about"
          value={about}
          onChange={(event) => setAbout(event.currentTarget.value)}
          data={[
            { value: '', label: 'Nobody in particular' },
            ...people.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
      )}
      <Textarea
        label="In your words"
        description={
          kind === 'behaviour' ? 'The last words written in the room go along with it.' : undefined
        }
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maxLength={2_000}
        autosize
        minRows={3}
      />
      <div className="row">
        <Button onClick={send} loading={state === 'sending'}>
          Send the report
        </Button>
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

const LOST: ProblemBody = {
  type: 'about:blank',
  title: 'No answer came back',
  detail: 'The connection broke. Sending it again is safe: it counts once.',
  status: 0,
  code: 'no_answer',
  retry: 'later',
  requestId: '',
}
