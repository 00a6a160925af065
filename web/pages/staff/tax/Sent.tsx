import type { TaxSent } from '../../../api/tax.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'

/** What is withheld and not sent yet, and what was sent to the authority. */
export function Sent({ sent }: { sent: TaxSent }) {
  if (sent.owed.length === 0 && sent.items.length === 0) return null
  return (
    <Panel
      title="Withheld for the authority"
      note={
        <>
          Not sent yet:{' '}
          {sent.owed.map((one) => (
            <span key={one.asset}>
              <Amount value={one} />{' '}
            </span>
          ))}
        </>
      }
    >
      <div className="stack">
        {sent.items.length > 0 && (
          <DataTable
            caption="Sent"
            rows={sent.items}
            keyOf={({ id }) => id}
            columns={[
              { head: 'To', title: true, cell: ({ authority }) => authority },
              { head: 'On', cell: ({ paidOn }) => paidOn },
              { head: 'Reference', cell: ({ reference }) => reference },
              { head: 'Amount', cell: ({ amount }) => <Amount value={amount} /> },
            ]}
          />
        )}
        {sent.owed.length > 0 && (
          <details>
            <summary>Write down what was sent</summary>
            <DeedForm intent="sent" className="stack">
              <SelectField
                name="asset"
                label="Currency"
                data={sent.owed.map(({ asset }) => ({ value: asset, label: asset }))}
              />
              <TextField name="amount" label="Amount" inputMode="decimal" required maxLength={16} />
              <TextField name="authority" label="To" required minLength={2} maxLength={200} />
              <TextField name="reference" label="Reference" required maxLength={200} />
              <TextField name="paidOn" type="date" label="Paid on" required />
              <div>
                <DeedButton variant="outline">Write it down</DeedButton>
              </div>
            </DeedForm>
          </details>
        )}
      </div>
    </Panel>
  )
}
