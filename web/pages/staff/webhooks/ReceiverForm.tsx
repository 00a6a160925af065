import { Checkbox } from '@mantine/core'
import type { Events, Receiver } from '../../../api/telling.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { type Outcome, text } from '../../../components/deeds.ts'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import styles from './webhooks.module.css'

/** What a form says of a receiver: nothing ticked means every kind. */
export function receiverFrom(form: FormData) {
  const kinds = form.getAll('kinds').map(String)
  return {
    url: text(form, 'url'),
    name: text(form, 'name'),
    kinds: kinds.length > 0 ? kinds : null,
  }
}

/** Where events go, what it is called, and which of them. */
export function ReceiverForm({
  intent,
  events,
  receiver,
  deed,
  onDone,
}: {
  intent: string
  events: Events
  receiver?: Receiver
  deed: string
  onDone?: (outcome: Outcome & { ok: true }) => void
}) {
  return (
    <DeedForm intent={intent} className="stack" {...(onDone ? { onDone } : {})}>
      <TextField
        name="url"
        label="Address"
        type="url"
        placeholder="https://example.org/stoa-events"
        description="It begins with https:// and leads to a machine that the internet can reach."
        defaultValue={receiver?.url}
        required
      />
      <TextField
        name="name"
        label="What it is for"
        placeholder="Our reporting"
        defaultValue={receiver?.name}
        maxLength={200}
        required
      />
      <details open={Boolean(receiver?.kinds)}>
        <summary>Only some events</summary>
        <fieldset style={{ border: 0, padding: '12px 0 0', margin: 0 }}>
          <legend className="soft small">
            Tick none to be told of all, also of those that come with later versions.
          </legend>
          <div className={styles.kinds}>
            {events.items
              .filter(({ kind }) => kind !== 'webhook.ping')
              .map(({ kind, says }) => (
                <Checkbox
                  key={kind}
                  name="kinds"
                  value={kind}
                  label={kind}
                  description={says}
                  defaultChecked={receiver?.kinds?.includes(kind) ?? false}
                />
              ))}
          </div>
        </fieldset>
      </details>
      <div>
        <DeedButton>{deed}</DeedButton>
      </div>
    </DeedForm>
  )
}
