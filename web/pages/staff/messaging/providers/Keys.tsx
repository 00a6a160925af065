import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import {
  DeedButton,
  PasswordField,
  SelectField,
  TextField,
} from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { HOURS, type Kind, type Provider, type ProviderKey, PURPOSE } from './words.ts'

/** Keys of a provider: which are valid, and a form for each that it can have. */
export function KeysPanel({ provider, kind }: { provider: Provider; kind: Kind }) {
  const keys = provider.keys.filter(({ purpose }) => purpose !== 'callback')
  const labelOf = ({ purpose }: ProviderKey) =>
    kind.keys.find((one) => one.purpose === purpose)?.label ?? PURPOSE[purpose]
  return (
    <Panel
      title="Keys"
      note="Kept sealed, and never shown again. While one takes another’s place both are valid."
    >
      <div className="stack">
        <DataTable
          caption={`Keys of ${provider.name}`}
          rows={keys}
          keyOf={({ id }) => id}
          columns={[
            { head: 'What', title: true, cell: labelOf },
            {
              head: 'Ends in',
              cell: ({ last4, name }) => (
                <>
                  {last4 ? <code>…{last4}</code> : 'not shown'} {name && <code>{name}</code>}
                </>
              ),
            },
            {
              head: 'Given',
              wideOnly: true,
              cell: ({ addedAt }) => <Instant at={addedAt} as="short-moment" />,
            },
            { head: 'Valid', cell: (key) => <Valid of={key} /> },
            {
              head: 'End it',
              cell: (key) => (
                <DeedForm intent={`end:${key.id}`}>
                  <input type="hidden" name="key-id" value={key.id} />
                  <DeedButton
                    variant="subtle"
                    size="compact-sm"
                    aria-label={`End now: ${labelOf(key)} …${key.last4}`}
                  >
                    End now
                  </DeedButton>
                </DeedForm>
              ),
            },
          ]}
          empty={<p>No key was given yet.</p>}
        />
        {kind.keys.map((one) => (
          // Anew with each key that is kept: the secret leaves the field.
          <Give key={`${one.purpose} ${keys.map(({ id }) => id).join()}`} of={one} />
        ))}
      </div>
    </Panel>
  )
}

function Valid({ of: { endsAt, readable } }: { of: ProviderKey }) {
  if (!readable) return <Tag tone="bad">Cannot be read: give it again</Tag>
  if (!endsAt) return <Tag tone="good">In use</Tag>
  return (
    <Tag tone="attention">
      until <Instant at={endsAt} as="short-moment" />
    </Tag>
  )
}

function Give({ of: { purpose, label, help, name, needed } }: { of: Kind['keys'][number] }) {
  return (
    <details open={needed || undefined}>
      <summary>{label}: give a new one</summary>
      <DeedForm intent={`key:${purpose}`} className="stack">
        <input type="hidden" name="purpose" value={purpose} />
        {name && (
          <TextField name="name" label={name.label} required={name.needed} autoComplete="off" />
        )}
        <PasswordField name="text" label={label} description={help} autoComplete="off" required />
        <SelectField name="hours" label="The one before" data={HOURS} defaultValue="24" />
        <div>
          <DeedButton>Keep it</DeedButton>
        </div>
      </DeedForm>
    </details>
  )
}
