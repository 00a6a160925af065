import { DataTable } from '../../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../../../../components/fields.tsx'
import { Panel } from '../../../../../components/Panel.tsx'
import { type Country, countryName } from '../../../../../format/countries.ts'
import { WAY } from '../../../../messaging/log/message-words.ts'
import { useMay } from '../../../may.ts'
import { KINDS_OF_MESSAGE, type Quiet, WAYS } from './rule-words.ts'
import { SetBy } from './SetBy.tsx'

const ELSEWHERE = 'Everywhere else'

/** When offers may be sent, on the clock of whoever gets them. */
export function Hours({ items, countries }: { items: Quiet[]; countries: Country[] }) {
  const may = useMay()()
  const placeOf = ({ country }: Quiet) =>
    country === '*' ? ELSEWHERE : countryName(country, countries)
  const keyOf = ({ country, way, category }: Quiet) => `${country} ${way} ${category}`
  return (
    <Panel
      title="When offers may be sent"
      note="On the clock of whoever gets them; what is due outside waits for the morning. Codes may always go, answers and notices where no line says otherwise."
    >
      <div className="stack">
        <DataTable
          caption="Hours by country"
          rows={items}
          keyOf={keyOf}
          columns={[
            { head: 'Country', title: true, cell: placeOf },
            { head: 'Way', cell: ({ way }) => WAY[way] },
            { head: 'What', cell: ({ category }) => KINDS_OF_MESSAGE[category] },
            { head: 'Hours', cell: ({ opens, closes }) => `${opens} to ${closes}` },
            { head: 'Set', wideOnly: true, cell: (one) => <SetBy of={one} /> },
            ...(may
              ? [
                  {
                    head: 'Change it',
                    cell: (one: Quiet) => (
                      <ChangeHours
                        key={one.version}
                        of={one}
                        name={`${WAY[one.way]}, ${placeOf(one)}, ${KINDS_OF_MESSAGE[one.category]}`}
                      />
                    ),
                  },
                ]
              : []),
          ]}
        />
        {may ? (
          <NewHours key={items.length} countries={countries} />
        ) : (
          <p>Only administrators change hours: they follow the law of a country.</p>
        )}
      </div>
    </Panel>
  )
}

function HourFields({ of }: { of?: Quiet }) {
  const clock = { pattern: '[0-2][0-9]:[0-5][0-9]', maxLength: 5, required: true }
  return (
    <>
      <TextField
        name="hours.opens"
        label="From"
        placeholder="10:00"
        defaultValue={of?.opens ?? '10:00'}
        {...clock}
      />
      <TextField
        name="hours.closes"
        label="Until, 24:00 at most"
        placeholder="21:00"
        defaultValue={of?.closes ?? '21:00'}
        {...clock}
      />
    </>
  )
}

function Line({ of }: { of: Quiet }) {
  return (
    <>
      <input type="hidden" name="country" value={of.country} />
      <input type="hidden" name="way" value={of.way} />
      <input type="hidden" name="category" value={of.category} />
      <input type="hidden" name="seen" value={of.version} />
    </>
  )
}

function ChangeHours({ of, name }: { of: Quiet; name: string }) {
  return (
    <details>
      <summary aria-label={`Change the hours: ${name}`}>Change</summary>
      <DeedForm intent={`hours:${name}`} className="stack">
        <Line of={of} />
        <HourFields of={of} />
        <div>
          <DeedButton size="compact-sm" aria-label={`Keep the hours: ${name}`}>
            Keep
          </DeedButton>
        </div>
      </DeedForm>
      {(of.country !== '*' || of.category !== 'marketing') && (
        <DeedForm intent={`hours-away:${name}`}>
          <Line of={of} />
          <DeedButton variant="subtle" size="compact-sm" aria-label={`Remove the hours: ${name}`}>
            Remove
          </DeedButton>
        </DeedForm>
      )}
    </details>
  )
}

function NewHours({ countries }: { countries: Country[] }) {
  return (
    <details>
      <summary>Add hours</summary>
      <DeedForm intent="hours" className="stack">
        <input type="hidden" name="seen" value="0" />
        <div className="row row-end">
          <SelectField
            name="country"
            label="Country"
            defaultValue="IN"
            data={[...countries, { value: '*', label: ELSEWHERE }]}
          />
          <SelectField
            name="way"
            label="Way"
            data={WAYS.map((value) => ({ value, label: WAY[value] }))}
          />
          <SelectField
            name="category"
            label="What"
            data={Object.entries(KINDS_OF_MESSAGE).map(([value, label]) => ({ value, label }))}
          />
          <HourFields />
          <DeedButton>Add these hours</DeedButton>
        </div>
      </DeedForm>
    </details>
  )
}
