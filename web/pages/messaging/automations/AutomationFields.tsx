import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { Automation, EventKind, GroupChoice, TemplateChoice } from '../../../api/campaigns.ts'
import { SelectField, TextField } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'
import priceStyles from '../../staff/money/prices.module.css'
import { restOf } from '../campaigns/campaign-words.ts'
import { WAY_NAME } from '../wallet/units.tsx'
import { COMPARISONS } from './automation-words.ts'

const UNITS = [
  { value: '1', label: 'minutes' },
  { value: '60', label: 'hours' },
  { value: '1440', label: 'days' },
]

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** So many minutes in the largest unit that they are a whole number of. */
function spanOf(minutes: number): { after: string; unit: string } {
  const unit = [1440, 60].find((size) => minutes > 0 && minutes % size === 0) ?? 1
  return { after: `${minutes / unit}`, unit: `${unit}` }
}

/** When it speaks, to whom, what it says on which way. */
export function AutomationFields({
  automation,
  kinds,
  templates,
  groups,
}: {
  automation?: Automation | undefined
  kinds: EventKind[]
  templates: TemplateChoice[]
  groups: GroupChoice[]
}) {
  const [trigger, setTrigger] = useState(automation?.trigger ?? kinds[0]!.name)
  const kind = kinds.find(({ name }) => name === trigger)
  const fields = Object.entries(
    (kind?.schema.properties ?? {}) as Record<string, { title?: string }>,
  ).map(([value, { title }]) => ({ value, label: title ? `${title} (${value})` : value }))
  const choices = templates.map(({ id, name, way }) => ({
    value: id,
    label: `${name} · ${WAY_NAME[way]}`,
  }))
  const audience = automation?.audience
  return (
    <>
      <Panel title="When">
        <div className="stack">
          <TextField
            name="name"
            label="Name"
            required
            maxLength={120}
            defaultValue={automation?.name ?? ''}
          />
          <SelectField
            name="trigger"
            label="What happens"
            data={kinds.map(({ name, says }) => ({ value: name, label: says }))}
            value={trigger}
            onChange={(event) => setTrigger(event.currentTarget.value)}
            description={`Your system calls it “${trigger}”`}
          />
          {upTo(Math.max(3, automation?.conditions.length ?? 0)).map((line) => {
            const own = automation?.conditions[line - 1]
            return (
              <div key={line} className={priceStyles.fields}>
                <SelectField
                  name={`field${line}`}
                  label={line === 1 ? 'Only where' : 'and where'}
                  data={[{ value: '', label: 'always' }, ...fields]}
                  defaultValue={own?.field ?? ''}
                  key={`${trigger}${line}`}
                />
                <SelectField
                  name={`is${line}`}
                  label={`How, condition ${line}`}
                  data={Object.entries(COMPARISONS).map(([value, label]) => ({ value, label }))}
                  defaultValue={own?.is ?? 'is'}
                />
                <TextField
                  name={`value${line}`}
                  label={`Value, condition ${line}`}
                  defaultValue={own?.value === undefined ? '' : String(own.value)}
                />
              </div>
            )
          })}
        </div>
      </Panel>
      {upTo(Math.max(3, automation?.steps.length ?? 0)).map((step) => {
        const own = automation?.steps[step - 1]
        const { after, unit } = spanOf(own?.after ?? 0)
        return (
          <Panel
            key={step}
            title={step === 1 ? 'What is said' : step === 2 ? 'And then' : 'And after that'}
            note={
              step === 1
                ? 'By the first way on which somebody can be reached: where the first certainly does not arrive, the next says it. What nobody knows of is never said again.'
                : 'Leave it empty if nothing more is to be said.'
            }
          >
            <div className="stack">
              <div className={priceStyles.fields}>
                <TextField
                  name={`after${step}`}
                  label={`So long after ${step === 1 ? 'it happened' : 'the text before'}`}
                  inputMode="numeric"
                  pattern="[0-9]*"
                  defaultValue={after}
                />
                <SelectField
                  name={`unit${step}`}
                  label={`Unit, text ${step}`}
                  data={UNITS}
                  defaultValue={unit}
                />
              </div>
              <div className={priceStyles.fields}>
                {[1, 2, 3].map((way) => (
                  <SelectField
                    key={way}
                    name={`template${step}.${way}`}
                    label={way === 1 ? `Text ${step}` : way === 2 ? 'else' : 'and else'}
                    data={[{ value: '', label: 'None' }, ...choices]}
                    defaultValue={own?.templates[way - 1] ?? ''}
                  />
                ))}
              </div>
            </div>
          </Panel>
        )
      })}
      <Panel title="How often, and to whom">
        <div className="stack">
          <div className={priceStyles.fields}>
            <TextField
              name="times"
              label="At most so many times to one contact"
              inputMode="numeric"
              pattern="[0-9]*"
              defaultValue={automation?.cap?.times.toString() ?? ''}
              description="Empty: as often as it happens"
            />
            <TextField
              name="hours"
              label="within so many hours"
              inputMode="numeric"
              pattern="[0-9]*"
              defaultValue={automation?.cap?.hours.toString() ?? '24'}
            />
          </div>
          <input type="hidden" name="rest" value={restOf(audience)} />
          <SelectField
            name="group"
            label="Who hears of what is about nobody"
            description="An announcement names no contact: then these are told, as a campaign"
            data={[
              { value: '', label: 'Nobody' },
              { value: 'all', label: 'All contacts' },
              ...groups.map(({ id, name, members }) => ({
                value: id,
                label: `${name} (${members})`,
              })),
            ]}
            defaultValue={audience ? (audience.groups?.[0] ?? 'all') : ''}
          />
          <Checkbox
            name="quiet"
            label="Nobody is written to between 22:00 and 7:00 where they are"
            defaultChecked={automation?.quiet ?? false}
          />
          <Checkbox
            name="links"
            label="Addresses in the text become short, and clicks are counted"
            defaultChecked={automation?.links === 'own'}
          />
        </div>
      </Panel>
    </>
  )
}
