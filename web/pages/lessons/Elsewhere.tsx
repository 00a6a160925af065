import { Checkbox } from '@mantine/core'
import { DeedForm, useDeed } from '../../components/DeedForm.tsx'
import { DeedButton, TextField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Tag } from '../../components/Tag.tsx'
import { counted } from '../../format/words.ts'
import styles from './availability.module.css'
import type { Availability } from './saying.ts'

/** Calendars of elsewhere that are read, how that went, and another one. */
export function Calendars({ calendars }: { calendars: Availability['calendars'] }) {
  return (
    <>
      {calendars.length > 0 && (
        <ul className={styles.rows}>
          {calendars.map((one) => (
            <li key={one.id}>
              <span>
                <span className="strong">{one.name}</span>{' '}
                <span className="soft">at {one.host}</span>{' '}
                {one.fault ? <Tag tone="bad">Cannot be read</Tag> : <Tag tone="good">Read</Tag>}
                <br />
                {one.fault ? (
                  <span>
                    {one.fault}{' '}
                    {one.readAt ? (
                      <>
                        What was read <Instant at={one.readAt} as="short-moment" /> still counts.
                      </>
                    ) : (
                      'Nothing of it counts yet.'
                    )}
                  </span>
                ) : (
                  <span className="soft">
                    {counted(one.entries, 'entry', 'entries')} that take time
                    {one.readAt && (
                      <>
                        , read <Instant at={one.readAt} as="short-moment" />
                      </>
                    )}
                    .
                  </span>
                )}
              </span>
              <span className={styles.deeds}>
                <DeedForm intent="read-calendar">
                  <input type="hidden" name="id" value={one.id} />
                  <DeedButton
                    size="compact-sm"
                    variant="subtle"
                    aria-label={`Read ${one.name} now`}
                  >
                    Read now
                  </DeedButton>
                </DeedForm>
                <DeedForm intent="remove-calendar">
                  <input type="hidden" name="id" value={one.id} />
                  <DeedButton size="compact-sm" variant="subtle" aria-label={`Remove ${one.name}`}>
                    Remove
                  </DeedButton>
                </DeedForm>
              </span>
            </li>
          ))}
        </ul>
      )}
      <DeedForm intent="add-calendar" className={styles.fields ?? ''}>
        <TextField
          name="url"
          type="text"
          inputMode="url"
          label="Its secret address in iCal format"
          description="Google: settings of the calendar, “Secret address in iCal format”. Outlook: “Publish a calendar”. Apple: “Public calendar”."
          required
        />
        <TextField name="name" label="What you call it" maxLength={80} />
        <Checkbox
          name="daysClose"
          label="Its whole days close me, also where it calls them free (public holidays)"
        />
        <div>
          <DeedButton variant="outline">Read this calendar</DeedButton>
        </div>
      </DeedForm>
    </>
  )
}

/** The address of one's own calendar for other programs; shown once, when it is made. */
export function Feed({ since }: { since: string | null }) {
  return (
    <>
      {since && (
        <p>
          There has been an address since <Instant at={since} as="short-moment" />. It was shown
          when it was made.
        </p>
      )}
      <DeedForm intent="open-feed">
        <NewAddress />
        <DeedButton variant="outline">
          {since ? 'Make another address' : 'Make an address'}
        </DeedButton>
      </DeedForm>
      {since && (
        <DeedForm intent="close-feed">
          <DeedButton variant="subtle" color="bad">
            Close the address
          </DeedButton>
        </DeedForm>
      )}
    </>
  )
}

function NewAddress() {
  const { outcome } = useDeed()
  const url = outcome?.ok ? (outcome.result as { url?: string } | undefined)?.url : undefined
  if (!url) return null
  return (
    <div role="status" className={styles.address}>
      <p>Copy it now; it is not shown again. Whoever has it can read your calendar.</p>
      <p>
        <code>{url}</code>
      </p>
    </div>
  )
}
