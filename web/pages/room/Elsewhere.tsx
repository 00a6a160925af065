import { Button } from '@mantine/core'
import { useState } from 'react'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'
import type { RoomAnswer } from './InRoom.tsx'
import { Report } from './Report.tsx'

const NAMES: Record<RoomAnswer['meeting']['kind'], string> = {
  room: 'the room',
  livekit: 'LiveKit',
  jitsi: 'Jitsi',
  bigbluebutton: 'BigBlueButton',
  link: 'a meeting of the educator’s',
}

const CLOSED: Record<string, string> = {
  room_closed: 'It closed a quarter of an hour after the session.',
  room_ended: 'The educator ended it for everybody.',
  room_removed: 'You were asked to leave this session, so you cannot come back to it.',
}

/** A session that meets somewhere else: the way there, for those with a seat, when it is time. */
export function Elsewhere({ room }: { room: RoomAnswer }) {
  const [url, setUrl] = useState('')
  const [reporting, setReporting] = useState(false)
  const later = room.why === 'room_opens_later'
  return (
    <div className="stack-wide">
      <Panel
        title={`This session meets in ${NAMES[room.meeting.kind]}`}
        note="It opens in a window of its own. Stoa does not see what happens there."
      >
        <div className="stack">
          {url ? (
            <Button component="a" href={url} target="_blank" rel="noreferrer" size="lg">
              Open the meeting
            </Button>
          ) : room.open ? (
            <DeedForm
              intent="elsewhere"
              onDone={({ result }) => setUrl((result as { url: string }).url)}
            >
              <DeedButton size="lg">Get my way in</DeedButton>
            </DeedForm>
          ) : (
            <p role="status">
              {later ? (
                <>
                  The way in appears at <Instant at={room.opensAt} as="clock" />, ten minutes before
                  the start. Read this page again then.
                </>
              ) : (
                (CLOSED[room.why ?? ''] ?? 'It cannot be entered now.')
              )}
            </p>
          )}
          <p className="soft">
            You count as present from the moment you get your way in until the end of the session.
            Who did not come after all can be contested for 30 days.
          </p>
        </div>
      </Panel>
      {room.open && (
        <Panel title="Something is wrong?">
          {reporting ? (
            <Report
              session={room.session.id}
              people={
                room.me.role === 'educator'
                  ? []
                  : [{ id: room.session.educator.id, name: room.session.educator.name }]
              }
              close={() => setReporting(false)}
            />
          ) : (
            <Button variant="outline" onClick={() => setReporting(true)}>
              Report a problem or a person
            </Button>
          )}
        </Panel>
      )}
    </div>
  )
}
