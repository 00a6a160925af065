import { useState } from 'react'
import { DeedForm } from '../../components/DeedForm.tsx'
import { CodeField, DeedButton } from '../../components/fields.tsx'
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
            <CodeField label={`The code that came to ${returned.address}`} />
            <div>
              <DeedButton>Confirm the address</DeedButton>
            </div>
          </DeedForm>
        )}
      </div>
    </Panel>
  )
}
