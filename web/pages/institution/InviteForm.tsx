import { Checkbox, Group } from '@mantine/core'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton, TextField } from '../../components/fields.tsx'
import { allZones } from '../../format/zones.ts'
import styles from '../staff/money/prices.module.css'

/** Asks somebody to teach for an institution. */
export function InviteForm({ zone }: { zone: string }) {
  return (
    <DeedForm intent="invite" className="stack">
      <div className={styles.fields}>
        <TextField name="email" type="email" label="E-mail address" required maxLength={254} />
        <TextField name="name" label="Name for learners" required maxLength={120} />
        <TextField
          name="languages"
          label="Languages"
          placeholder="es, en"
          required
          description="Codes, with commas"
        />
        <TextField name="zone" label="Time zone" defaultValue={zone} list="zones" required />
        <TextField
          name="years"
          label="Years of teaching"
          inputMode="numeric"
          pattern="[0-9]*"
          defaultValue="0"
        />
      </div>
      <datalist id="zones">
        {allZones().map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Checkbox.Group label="They teach" defaultValue={['class']}>
        <Group mt="xs">
          <Checkbox name="kinds" value="class" label="Live classes" />
          <Checkbox name="kinds" value="conversation" label="Conversations" />
        </Group>
      </Checkbox.Group>
      <div>
        <DeedButton>Invite them</DeedButton>
      </div>
    </DeedForm>
  )
}
