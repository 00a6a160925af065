import { TextField } from '../../../../components/fields.tsx'
import type { Kind } from './words.ts'

/** The settings that a kind of provider has, and where it is asked. */
export function SettingFields({
  kind,
  settings,
  address,
}: {
  kind: Kind
  settings: Record<string, string>
  address: string | null
}) {
  const smtp = kind.kind === 'smtp'
  return (
    <>
      {kind.settings.map(({ name, label, help, needed, looks }) => (
        <TextField
          key={name}
          name={`set.${name}`}
          label={label}
          description={help}
          defaultValue={settings[name] ?? ''}
          required={needed}
          pattern={looks}
          autoComplete="off"
        />
      ))}
      {kind.kind !== 'sandbox' && (
        <TextField
          name="address"
          label="Address"
          description={
            smtp
              ? 'smtps://mail.example.org:465, without user and password.'
              : `Empty: ${kind.address ?? 'that of its region'}. A new address takes the keys away: they would be sent there.`
          }
          defaultValue={address ?? ''}
          required={smtp}
          autoComplete="off"
        />
      )}
    </>
  )
}
