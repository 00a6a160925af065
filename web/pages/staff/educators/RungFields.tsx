import { Checkbox, Fieldset, SimpleGrid } from '@mantine/core'
import { TextField } from '../../../components/fields.tsx'
import { capital } from '../../../format/words.ts'
import { type Kind, type Ladders, stars, TIERS } from './ladder-form.ts'

/** The rungs of one ladder as fields, those that are not there yet as empty ones. */
export function RungFields({ kind, ladders }: { kind: Kind; ladders: Ladders }) {
  return (
    <div className="stack">
      {TIERS.map((tier, at) => {
        const rung = ladders.ladders[kind].find((one) => one.tier === tier)
        const name = (field: string) => `${kind}.${tier}.${field}`
        const title = rung ? capital(tier) : `${capital(tier)}: not a rung yet`
        return (
          <Fieldset key={tier} legend={title}>
            <div className="stack">
              <SimpleGrid cols={{ base: 2, sm: 4 }}>
                <TextField
                  name={name('rate')}
                  label="Keeps, %"
                  inputMode="decimal"
                  defaultValue={rung ? String(rung.rate / 100) : ''}
                  required={rung !== undefined}
                />
                <TextField
                  name={name('sessionsNeeded')}
                  label="Sessions from"
                  inputMode="numeric"
                  defaultValue={rung ? String(rung.sessionsNeeded) : ''}
                  readOnly={at === 0}
                />
                <TextField
                  name={name('ratingNeeded')}
                  label="Rating to rise"
                  placeholder="none"
                  inputMode="decimal"
                  defaultValue={rung?.ratingNeeded ? stars(rung.ratingNeeded) : ''}
                  readOnly={at === 0}
                />
                <TextField
                  name={name('ratingKept')}
                  label="Rating to stay"
                  placeholder="none"
                  inputMode="decimal"
                  defaultValue={rung?.ratingKept ? stars(rung.ratingKept) : ''}
                  readOnly={at === 0}
                />
              </SimpleGrid>
              <details>
                <summary>
                  Opens {rung?.opens.length ?? 0} of {ladders.benefits.length}
                </summary>
                <SimpleGrid cols={{ base: 1, sm: 2 }} pt="sm">
                  {ladders.benefits.map((benefit) => (
                    <Checkbox
                      key={benefit.name}
                      name={name('opens')}
                      value={benefit.name}
                      label={benefit.says}
                      defaultChecked={rung?.opens.includes(benefit.name) ?? false}
                    />
                  ))}
                </SimpleGrid>
              </details>
            </div>
          </Fieldset>
        )
      })}
    </div>
  )
}
