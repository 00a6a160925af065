import { useState } from 'react'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton, TextField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'

/** Letters to one's address came back: a code that goes there shows whether it takes them again. */
export function AddressPanel({
  returned,
}: {
  returned: { address: string; at: string; words: string }
}) {
  /** The code that was asked for. */
  const [asked, setAsked] = useState<string | null>(null)
  return (
    <Panel title="Our e-mails do not reach you">
      <div className="stack">
        <p>
          A letter to <strong>{returned.address}</strong> came back on{' '}
          <Instant at={returned.at} as="moment" />: “{returned.words}”. Until you confirm the
          address, nothing but what you need to sign in is sent there.
        </p>
        <DeedForm
          intent="address-ask"
          onDone={({ result }) => setAsked((result as { id: string }).id)}
        >
          <DeedButton variant={asked ? 'subtle' : 'filled'}>
            {asked ? 'Send another code' : 'Send a code there'}
          </DeedButton>
        </DeedForm>
        {asked && (
          <DeedForm intent="address-confirm" className="stack">
            <input type="hidden" name="id" value={asked} />
            <TextField
              name="code"
              label={`The code that came to ${returned.address}`}
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9]{4,9}"
              maxLength={9}
              required
            />
            <div>
              <DeedButton>Confirm the address</DeedButton>
            </div>
          </DeedForm>
        )}
      </div>
    </Panel>
  )
}
