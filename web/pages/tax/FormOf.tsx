import type { TaxForm } from '../../api/tax.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../components/fields.tsx'
import { Panel } from '../../components/Panel.tsx'

type Field = TaxForm['fields'][number]

/** A form as its country asks it, field by field. */
export function FormOf({ form, country }: { form: TaxForm; country: string }) {
  return (
    <Panel title={form.title} note={form.says}>
      <DeedForm intent="give" className="stack">
        <input type="hidden" name="country" value={country} />
        {form.fields.map((field) => (
          <Asked key={field.name} field={field} />
        ))}
        <label>
          <input type="checkbox" name="certified" value="yes" required /> {form.certifies}
        </label>
        <div>
          <DeedButton>Give these details</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

function Asked({ field }: { field: Field }) {
  const name = `tax.${field.name}`
  if (field.kind === 'choice')
    return <SelectField name={name} label={field.label} data={field.choices} />
  if (field.kind === 'tick')
    return (
      <label>
        <input type="checkbox" name={name} value="yes" /> {field.label}
      </label>
    )
  return (
    <TextField
      name={name}
      label={field.label}
      description={field.help ?? (field.secret ? 'Kept sealed; shown masked.' : undefined)}
      type={field.kind === 'date' ? 'date' : 'text'}
      required={field.required}
      maxLength={field.most}
      autoComplete="off"
      {...(field.kind === 'country' ? { placeholder: 'IN', pattern: '[A-Z]{2}' } : {})}
    />
  )
}
