import { Button, Textarea } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Instant } from '../../components/Instant.tsx'
import { Tag } from '../../components/Tag.tsx'
import type { Call, CallState, Other } from './call.ts'
import type { Quality } from './quality.ts'
import styles from './room.module.css'

const WORDS: Record<Quality['word'], string> = {
  good: 'Good connection',
  fair: 'Fair connection',
  poor: 'Poor connection',
}
const TONES = { good: 'good', fair: 'attention', poor: 'bad' } as const

export function QualityTag({ quality }: { quality: Quality | null }) {
  if (!quality) return null
  const { word, roundTrip } = quality
  return (
    <Tag tone={TONES[word]}>
      {WORDS[word]}
      {roundTrip === null ? '' : ` · ${roundTrip} ms`}
    </Tag>
  )
}

type PeopleProps = {
  call: Call
  state: CallState
  me: { name: string; role: string }
  removed: { id: string; name: string }[]
  letBack: (id: string) => void
}

/** Who is here; for hosts, what can be done about it. */
export function People({ call, state, me, removed, letBack }: PeopleProps) {
  const host = me.role !== 'learner'
  const hands = state.others.filter(({ hand }) => hand)
  return (
    <div className={styles.people}>
      {hands.length > 0 && (
        <p className={styles.hands}>Hands up: {hands.map(({ name }) => name).join(', ')}</p>
      )}
      <ul className="plain-list">
        <li>
          <b>{me.name}</b> <span className="soft">you</span>
          <div>
            <QualityTag quality={state.quality} />
          </div>
        </li>
        {state.others.map((one) => (
          <li key={one.person}>
            <Person one={one} />
            {host && <HostDeeds call={call} one={one} />}
          </li>
        ))}
      </ul>
      {host && state.others.some(({ microphone }) => microphone) && (
        <Button
          variant="outline"
          size="compact-md"
          onClick={() => call.host({ t: 'mute', who: null })}
        >
          Mute everybody
        </Button>
      )}
      {host && removed.length > 0 && (
        <section>
          <h3>Asked to leave</h3>
          <ul className="plain-list">
            {removed.map(({ id, name }) => (
              <li key={id} className="row-apart">
                {name}
                <Button variant="subtle" size="compact-sm" onClick={() => letBack(id)}>
                  Let {name} come back
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const ROLES = { educator: 'Educator', moderator: 'Moderator of this Stoa', learner: '' }

function Person({ one }: { one: Other }) {
  const now = one.away
    ? 'cut off, and expected back'
    : [
        one.microphone ? 'microphone on' : 'microphone off',
        one.camera ? 'camera on' : 'camera off',
        ...(one.screen ? ['shows a screen'] : []),
        ...(one.hand ? ['hand raised'] : []),
      ].join(', ')
  return (
    <>
      <b>{one.name}</b> {ROLES[one.role] && <Tag tone="accent">{ROLES[one.role]}</Tag>}
      <p className="small soft">{now}</p>
      <QualityTag quality={one.quality} />
    </>
  )
}

function HostDeeds({ call, one }: { call: Call; one: Other }) {
  const [sure, setSure] = useState(false)
  const removable = one.role === 'learner'
  return (
    <div className={styles.deeds}>
      {one.microphone && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => call.host({ t: 'mute', who: one.person })}
        >
          Mute {one.name}
        </Button>
      )}
      {removable && !sure && (
        <Button variant="subtle" color="bad" size="compact-sm" onClick={() => setSure(true)}>
          Remove {one.name}
        </Button>
      )}
      {removable && sure && (
        <>
          <Button
            variant="light"
            color="bad"
            size="compact-sm"
            onClick={() => call.host({ t: 'remove', who: one.person })}
          >
            Yes, remove {one.name}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => setSure(false)}>
            Keep
          </Button>
        </>
      )}
    </div>
  )
}

/** What is written in the room. */
export function Talk({ call, state }: { call: Call; state: CallState }) {
  const [words, setWords] = useState('')
  const end = useRef<HTMLLIElement>(null)
  const count = state.talk.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: the latest words come into sight
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [count])
  const send = () => {
    const said = words.trim()
    if (said && call.say(said)) setWords('')
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <div className={styles.talk}>
      <ol className={styles.words} aria-label="What was written">
        {state.talk.length === 0 && <li className="soft">Nothing has been written yet.</li>}
        {state.talk.map((said) => (
          <li key={said.id}>
            <p className="small soft">
              <b>{said.name}</b> <Instant at={said.at} as="clock" />
            </p>
            <p className={styles.text}>{said.words}</p>
          </li>
        ))}
        <li ref={end} aria-hidden />
      </ol>
      <Textarea
        label="Write to everybody here"
        description="Everybody in this session can read it until 30 days after; then it is removed."
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={onKey}
        maxLength={2_000}
        autosize
        minRows={2}
        maxRows={5}
      />
      <Button onClick={send} disabled={state.phase !== 'in' || !words.trim()}>
        Send
      </Button>
    </div>
  )
}
