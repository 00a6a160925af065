import type { OtpFigures } from '../../../api/inbox.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'

/** Codes to a country that were stopped, because few were used: somebody looks, and lets them on. */
export function Stopped({ stop }: { stop: OtpFigures['stops'][number] }) {
  return (
    <Panel
      title={`Codes to ${stop.country} are stopped`}
      note={
        <>
          Since <Instant at={stop.at} />
        </>
      }
    >
      <div className="stack">
        <p>
          Of {stop.sent} codes that were sent there within an hour, {stop.verified} were used.
          Somebody may be asking for codes to numbers that cost you money. Look at who asked, then
          let them on.
        </p>
        <DeedForm intent={`lift:${stop.country}`}>
          <DeedButton>Let codes to {stop.country} on again</DeedButton>
        </DeedForm>
      </div>
    </Panel>
  )
}
