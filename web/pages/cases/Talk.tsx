import type { Case } from '../../api/cases.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton, LongField, TextField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Tag } from '../../components/Tag.tsx'
import styles from './Talk.module.css'
import { isOpen } from './words.ts'

type Part = { found: Case }

/** What both sides and staff wrote and handed in; and the forms for more, while it is heard. */
export function Talk({ found }: Part) {
  const open = isOpen(found.stage)
  const staff = found.mine === 'staff'
  const name = (side: Case['messages'][number]['side']) =>
    side === found.mine ? 'You' : side === 'staff' ? 'Our staff' : found[side].name
  if (!open && found.messages.length === 0 && found.files.length === 0) return null
  return (
    <Panel
      title="Messages and evidence"
      note={
        staff ? 'Both sides read them, but for notes.' : 'The other side and our staff read them.'
      }
    >
      <div className="stack">
        {found.messages.length > 0 && (
          <ol className={styles.said}>
            {found.messages.map((one) => (
              <li key={one.id} data-mine={one.side === found.mine || undefined}>
                <p className={styles.who}>
                  <b>{name(one.side)}</b> <Instant at={one.at} as="short-moment" />{' '}
                  {one.staffOnly && <Tag tone="warm">Note</Tag>}
                </p>
                <p className={styles.words}>{one.words}</p>
              </li>
            ))}
          </ol>
        )}
        {found.files.length > 0 && (
          <ul className={styles.files}>
            {found.files.map((file) => (
              <li key={file.id}>
                <a href={`/api/cases/${found.id}/files/${file.id}`} download>
                  {file.name}
                </a>{' '}
                <span className={styles.soft}>
                  {name(file.side)}, {Math.max(1, Math.round(file.size / 1024))} kB,{' '}
                  <Instant at={file.at} as="short-moment" />
                </span>
              </li>
            ))}
          </ul>
        )}
        {open && (
          <>
            <DeedForm intent="message" className="stack">
              <LongField name="words" label="A message" required maxLength={4000} />
              {staff && (
                <label>
                  <input type="checkbox" name="staffOnly" value="yes" /> A note for staff only
                </label>
              )}
              <div>
                <DeedButton variant="outline">Send</DeedButton>
              </div>
            </DeedForm>
            <DeedForm intent="file" files className="stack">
              <TextField
                name="file"
                type="file"
                label="A file as evidence"
                description="PDF, JPEG or PNG, up to 10 MB; ten of each side."
                accept="application/pdf,image/jpeg,image/png"
                required
              />
              <div>
                <DeedButton variant="outline">Hand it in</DeedButton>
              </div>
            </DeedForm>
          </>
        )}
      </div>
    </Panel>
  )
}
