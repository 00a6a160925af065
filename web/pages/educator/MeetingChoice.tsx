import { useState } from 'react'
import type { Answer } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../components/fields.tsx'
import { Panel } from '../../components/Panel.tsx'

export type MeetingPlace = Answer<'/api/sessions/{id}/meeting'>

const NAMES: Record<MeetingPlace['kind'], string> = {
  room: 'The room built in',
  livekit: 'LiveKit',
  jitsi: 'Jitsi',
  bigbluebutton: 'BigBlueButton',
  link: 'A link of mine (Zoom, Meet, Teams …)',
}

/** Where a session meets, chosen by its educator. */
export function MeetingChoice({ meeting }: { meeting: MeetingPlace }) {
  const [kind, setKind] = useState(meeting.kind)
  const kinds = new Set<MeetingPlace['kind']>(['room', 'link', meeting.kind])
  return (
    <Panel
      title="Where you meet"
      note={
        meeting.tooLarge
          ? 'This session has more seats than the room shows: six cameras can be on, one of them yours; everybody hears and is heard, up to twelve people.'
          : 'Those with a seat see the way in ten minutes before it begins.'
      }
    >
      <DeedForm intent="meeting" className="stack">
        <SelectField
          name="kind"
          label="Meet in"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as MeetingPlace['kind'])}
          data={[...kinds].map((value) => ({ value, label: NAMES[value] }))}
        />
        {kind === 'link' && (
          <TextField
            name="link"
            label="Address of the meeting"
            placeholder="https://"
            description="Only those with a seat see it, from ten minutes before."
            defaultValue={meeting.link ?? ''}
            required
          />
        )}
        <div>
          <DeedButton>Keep</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}
