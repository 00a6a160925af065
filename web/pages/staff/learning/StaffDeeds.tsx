import { Link } from 'react-router'
import type { After } from '../../../api/after.ts'
import type { Booking } from '../../../api/types.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, LongField, SelectField } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { foundWords, minutesOf } from '../../../format/outcomes.ts'
import { stageWords } from '../../cases/words.ts'

type Part = { booking: Booking; after: After; deeds: string[] }

/** What was found, the case about it, and what staff may do; each deed is looked at twice and written down. */
export function StaffDeeds({ booking, after, deeds }: Part) {
  const { verdict, contested } = after
  return (
    <>
      {(verdict || contested) && (
        <Panel title="What was found and said">
          <FactList
            facts={[
              verdict && ['Found', foundWords(verdict.outcome)],
              verdict?.learnerSeconds != null && [
                'Measured',
                `learner ${minutesOf(verdict.learnerSeconds)}, educator ${minutesOf(verdict.educatorSeconds ?? 0)}`,
              ],
              contested && [
                `Contested by the ${contested.side}`,
                <Link key="case" to={`/operate/cases/${booking.id}`}>
                  the case: {stageWords(contested.stage)[0].toLowerCase()}
                </Link>,
              ],
            ]}
          />
        </Panel>
      )}
      {deeds.length > 0 && (
        <Panel
          title="Doing something by hand"
          note="It is written into the audit log with your name."
        >
          <details>
            <summary>What can be done now</summary>
            <DeedForm intent="act" className="stack">
              <SelectField
                name="deed"
                label="What"
                data={deeds.map((deed) => ({ value: deed, label: DEEDS[deed] ?? deed }))}
              />
              <LongField name="reason" label="Why" required minLength={3} maxLength={1000} />
              <div>
                <DeedButton color="bad">Yes, do it</DeedButton>
              </div>
            </DeedForm>
          </details>
        </Panel>
      )}
    </>
  )
}

const DEEDS: Record<string, string> = {
  'call off': 'Call this seat off: everything back, nobody earns',
  confirm: 'Say that it took place: the educator earns',
  void: 'Take back what was found: everything back, earnings go back',
}
