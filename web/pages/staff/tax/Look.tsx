import type { TaxYearRow } from '../../../api/tax.ts'
import { DeedForm, useDeed } from '../../../components/DeedForm.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'

/** Reading somebody's form whole; who looked, and why, is written down. */
export function Look({ rows }: { rows: TaxYearRow[] }) {
  const given = rows.filter(({ form, payee }) => form && payee.type === 'person')
  if (given.length === 0) return null
  return (
    <Panel title="Reading a form" note="Who looks, and why, stands in the audit log.">
      <DeedForm intent="look" className="stack">
        <input type="hidden" name="type" value="person" />
        <SelectField
          name="id"
          label="Whose"
          data={given.map(({ payee, name }) => ({ value: payee.id, label: name }))}
        />
        <TextField name="why" label="Why" required minLength={3} maxLength={300} />
        <div>
          <DeedButton variant="outline">Read it</DeedButton>
        </div>
        <Opened />
      </DeedForm>
    </Panel>
  )
}

function Opened() {
  const { outcome } = useDeed()
  if (!outcome?.ok || !outcome.result) return null
  const { values } = outcome.result as { values: Record<string, string> }
  return <FactList facts={Object.entries(values)} />
}
