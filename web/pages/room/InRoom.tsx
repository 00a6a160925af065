import { Alert, Button, CloseButton, Modal } from '@mantine/core'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { browserApi } from '../../api/browser.ts'
import type { Answer } from '../../api/types.ts'
import { Bar, type Open } from './Bar.tsx'
import { Call } from './call.ts'
import { troubleWords } from './devices.ts'
import { Report } from './Report.tsx'
import styles from './room.module.css'
import { People, Talk } from './Side.tsx'
import { OtherTile, OwnTile } from './Tile.tsx'
import { type Started, useOwn } from './useOwn.ts'

export type RoomAnswer = Answer<'/api/sessions/{id}/room'>

/** The call while this page shows it; ended when the page goes away. */
function useCall(session: string, started: Started) {
  const [call] = useState(
    () =>
      new Call(session, {
        microphone: started.audio !== null,
        camera: started.video !== null,
        screen: false,
        hand: false,
      }),
  )
  const state = useSyncExternalStore(call.subscribe, call.snapshot, call.snapshot)
  useEffect(() => {
    call.begin()
    return () => call.leave()
  }, [call])
  return { call, state }
}

type InRoomProps = { room: RoomAnswer; started: Started; gone: (why: string) => void }

/** The room itself: pictures, what is written, who is here, and the bar. */
export function InRoom({ room, started, gone }: InRoomProps) {
  const { call, state } = useCall(room.session.id, started)
  const own = useOwn(call, state, started)
  const [open, setOpen] = useState<Open>(null)
  const [ending, setEnding] = useState(false)
  const { phase, why } = state
  useEffect(() => {
    if (phase === 'gone') gone(why ?? 'left')
  }, [phase, why, gone])
  const unread = useUnread(state.talk.length, open === 'talk')
  const host = room.me.role !== 'learner'
  const notice = own.trouble
    ? troubleWords(own.trouble.device, own.trouble.trouble)
    : state.declined
  return (
    <div className={styles.room} data-open={open ?? undefined}>
      <div className={styles.stage}>
        <div role="status" aria-live="polite" className="visually-hidden">
          {state.said}
        </div>
        {phase !== 'in' && (
          <p className={styles.broken} role="alert">
            {phase === 'connecting' ? 'Connecting…' : 'Reconnecting… Your place is kept.'}
          </p>
        )}
        {notice && (
          <Alert color="attention" withCloseButton onClose={() => call.clear()} role="status">
            {notice}
          </Alert>
        )}
        {state.warning && (
          <Alert
            color="bad"
            title="A moderator warns you"
            withCloseButton
            onClose={() => call.clear()}
            role="alert"
          >
            {state.warning}
          </Alert>
        )}
        <ul className={styles.tiles} data-count={Math.min(9, state.others.length + 1)}>
          {state.others.map((one) => (
            <OtherTile key={one.person} one={one} speaker={started.speakerId} />
          ))}
          <OwnTile
            name={room.me.name}
            role={room.me.role}
            stream={own.shown}
            screen={state.own.screen}
            hand={state.own.hand}
            microphone={state.own.microphone}
          />
        </ul>
        {state.others.length === 0 && phase === 'in' && (
          <p className={styles.alone}>
            You are the first here. The others come to you by themselves.
          </p>
        )}
      </div>
      {open && (
        <Side open={open} close={() => setOpen(null)}>
          {open === 'talk' && <Talk call={call} state={state} />}
          {open === 'people' && <WithRemoved call={call} state={state} room={room} />}
          {open === 'report' && (
            <Report
              session={room.session.id}
              people={state.others.map(({ person, name }) => ({ id: person, name }))}
              close={() => setOpen(null)}
            />
          )}
        </Side>
      )}
      <Bar
        state={state}
        own={own}
        open={open}
        setOpen={setOpen}
        unread={unread}
        host={host}
        leave={() => call.leave()}
        end={() => setEnding(true)}
      />
      <Modal
        opened={ending}
        onClose={() => setEnding(false)}
        title="End it for everybody?"
        centered
      >
        <p>Everybody leaves the room. You can open it again until it closes.</p>
        <div className="row" style={{ marginTop: 16 }}>
          <Button
            color="bad"
            onClick={() => {
              setEnding(false)
              call.host({ t: 'end' })
            }}
          >
            End the session
          </Button>
          <Button variant="subtle" onClick={() => setEnding(false)}>
            Go on
          </Button>
        </div>
      </Modal>
    </div>
  )
}

const TITLES: Record<Exclude<Open, null>, string> = {
  people: 'Who is here',
  talk: 'Chat',
  report: 'Report',
}

/** What opens beside the pictures; on a phone over them. Takes the focus, and Escape closes it. */
function Side({
  open,
  close,
  children,
}: {
  open: Exclude<Open, null>
  close: () => void
  children: React.ReactNode
}) {
  const side = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes along with what was opened
  useEffect(() => {
    side.current?.focus()
  }, [open])
  return (
    <aside
      className={styles.side}
      aria-label={TITLES[open]}
      ref={side}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <div className="row-apart">
        <h2>{TITLES[open]}</h2>
        <CloseButton onClick={close} aria-label="Close" />
      </div>
      {children}
    </aside>
  )
}

function useUnread(count: number, reading: boolean): number {
  const [read, setRead] = useState<number | null>(null)
  useEffect(() => {
    if (reading || read === null) setRead(count)
  }, [reading, read, count])
  return reading ? 0 : Math.max(0, count - (read ?? count))
}

/** The list with those who were asked to leave, read anew when somebody is. */
function WithRemoved({
  call,
  state,
  room,
}: {
  call: Call
  state: ReturnType<Call['snapshot']>
  room: RoomAnswer
}) {
  const { id } = room.session
  const [removed, setRemoved] = useState(room.removed)
  const count = state.others.length
  const host = room.me.role !== 'learner'
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever was removed is no longer there
  useEffect(() => {
    if (!host) return
    browserApi.get<RoomAnswer>(`/api/sessions/${id}/room`).then(
      (now) => setRemoved(now.removed),
      () => {},
    )
  }, [host, id, count])
  const letBack = (person: string) =>
    browserApi.post(`/api/sessions/${id}/room/let-back/${person}`).then(
      () => setRemoved((all) => all.filter((one) => one.id !== person)),
      () => {},
    )
  return <People call={call} state={state} me={room.me} removed={removed} letBack={letBack} />
}
