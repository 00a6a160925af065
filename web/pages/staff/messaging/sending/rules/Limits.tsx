import { DataTable } from '../../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../../../../components/fields.tsx'
import { Pager } from '../../../../../components/Pager.tsx'
import { Panel } from '../../../../../components/Panel.tsx'
import { EmptyState } from '../../../../../components/states.tsx'
import { useReader } from '../../../../../format/reader.tsx'
import { useMay } from '../../../may.ts'
import type { Limits as AllLimits, Limit } from './rule-words.ts'
import { SetBy } from './SetBy.tsx'

type Organizations = { id: string; name: string }[]

/** How much may be sent: by each organization, and by those with a limit of their own. */
export function Limits({
  limits: { house, items, next },
  organizations,
}: {
  limits: AllLimits
  organizations: Organizations
}) {
  const may = useMay()('finance')
  const { locale } = useReader()
  const figure = (number: number) => number.toLocaleString(locale)
  const nameOf = ({ name, organization }: Limit) => name ?? organization
  return (
    <Panel
      title="Limits"
      note={
        <>
          Each organization may send {figure(house.perMinute)} a minute and {figure(house.perDay)}{' '}
          in 24 hours, where it has no limit of its own. Set: <SetBy of={house} />.
        </>
      }
    >
      <div className="stack">
        {may ? (
          <DeedForm key={house.version} intent="limit" className="row row-end">
            <input type="hidden" name="seen" value={house.version} />
            <LimitFields of={house} whose="each" />
            <DeedButton variant="outline">Set for all</DeedButton>
          </DeedForm>
        ) : (
          <p>Only finance and administrators change limits.</p>
        )}
        <DataTable
          caption="Organizations with a limit of their own"
          rows={items}
          keyOf={({ organization }) => `${organization}`}
          columns={[
            { head: 'Organization', title: true, cell: nameOf },
            { head: 'A minute', numeric: true, cell: ({ perMinute }) => figure(perMinute) },
            { head: 'In 24 hours', numeric: true, cell: ({ perDay }) => figure(perDay) },
            { head: 'Set', wideOnly: true, cell: (one) => <SetBy of={one} /> },
            ...(may
              ? [
                  {
                    head: 'Change it',
                    cell: (one: Limit) => (
                      <ChangeLimit key={one.version} of={one} name={`${nameOf(one)}`} />
                    ),
                  },
                ]
              : []),
          ]}
          empty={
            <EmptyState title="No organization has a limit of its own">
              Each may send what stands above.
            </EmptyState>
          }
        />
        <Pager next={next} />
        {may && organizations.length > 0 && (
          <NewLimit key={items.length} {...{ house, organizations }} />
        )}
      </div>
    </Panel>
  )
}

function LimitFields({ of, whose }: { of: Limit; whose: string }) {
  const number = { inputMode: 'numeric' as const, maxLength: 13, required: true }
  return (
    <>
      <TextField
        name="limit.perMinute"
        label={`A minute, ${whose}`}
        defaultValue={of.perMinute}
        {...number}
      />
      <TextField
        name="limit.perDay"
        label={`In 24 hours, ${whose}`}
        defaultValue={of.perDay}
        {...number}
      />
    </>
  )
}

function ChangeLimit({ of, name }: { of: Limit; name: string }) {
  const line = (
    <>
      <input type="hidden" name="organization" value={`${of.organization}`} />
      <input type="hidden" name="seen" value={of.version} />
    </>
  )
  return (
    <details>
      <summary aria-label={`Change the limit of ${name}`}>Change</summary>
      <DeedForm intent={`limit:${name}`} className="stack">
        {line}
        <LimitFields of={of} whose="this one" />
        <div>
          <DeedButton size="compact-sm" aria-label={`Keep the limit of ${name}`}>
            Keep
          </DeedButton>
        </div>
      </DeedForm>
      <DeedForm intent={`limit-away:${name}`}>
        {line}
        <DeedButton variant="subtle" size="compact-sm" aria-label={`Remove the limit of ${name}`}>
          Remove
        </DeedButton>
      </DeedForm>
    </details>
  )
}

function NewLimit({ house, organizations }: { house: Limit; organizations: Organizations }) {
  return (
    <details>
      <summary>Add a limit for one organization</summary>
      <DeedForm intent="limit:new" className="row row-end">
        <input type="hidden" name="seen" value="0" />
        <SelectField
          name="organization"
          label="Organization"
          data={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <LimitFields of={house} whose="this one" />
        <DeedButton>Add this limit</DeedButton>
      </DeedForm>
    </details>
  )
}
