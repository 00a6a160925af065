import type { TaxForm } from '../../api/tax.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../components/fields.tsx'
import { Panel } from '../../components/Panel.tsx'
import type { Country } from '../../format/countries.ts'

type Field = TaxForm['fields'][number]

type Part = { form: TaxForm; country: string; countries: Country[] }

/** A form as its country asks it, field by field. */
export function FormOf({ form, country, countries }: Part) {
  return (
    <Panel title={form.title} note={form.says}>
      <DeedForm intent="give" className="stack">
        <input type="hidden" name="country" value={country} />
        {form.fields.map((field) => (
          <Asked key={field.name} field={field} countries={countries} />
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

function Asked({ field, countries }: { field: Field; countries: Country[] }) {
  const name = `tax.${field.name}`
  if (field.kind === 'choice' || field.kind === 'country')
    return (
      <SelectField
        name={name}
        label={field.label}
        // Nothing is chosen for whoever signs it.
        data={[
          { value: '', label: field.required ? 'Choose' : 'None' },
          ...(field.kind === 'choice' ? field.choices : countries),
        ]}
        required={field.required}
      />
    )
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
    />
  )
}
