import type { After } from '../../../api/after.ts'
import type { Booking } from '../../../api/types.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, LongField, SelectField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { foundWords, minutesOf } from '../../../format/outcomes.ts'

type Part = { booking: Booking; after: After; deeds: string[] }

/** What was found, what the two say to it, and what staff may do; each deed is looked at twice and written down. */
export function StaffDeeds({ booking, after, deeds }: Part) {
  const { verdict, contest } = after
  return (
    <>
      {(verdict || contest) && (
        <Panel title="What was found and said">
          <FactList
            facts={[
              verdict && ['Found', foundWords(verdict.outcome)],
              verdict?.learnerSeconds != null && [
                'Measured',
                `learner ${minutesOf(verdict.learnerSeconds)}, educator ${minutesOf(verdict.educatorSeconds ?? 0)}`,
              ],
              contest && [`Contested by the ${contest.side}`, `“${contest.words}”`],
              contest && ['Asks for', `${contest.askedShare / 100} % to the learner`],
              contest?.answer != null && [`Answer: ${contest.answer}`, contest.answerWords ?? ''],
              contest?.endedAt != null && ['Ended', <Instant key="ended" at={contest.endedAt} />],
              contest?.note != null && ['Note', contest.note],
            ]}
          />
        </Panel>
      )}
      {contest && !contest.endedAt && <Decide booking={booking} />}
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

function Decide({ booking }: { booking: Booking }) {
  const parts =
    booking.method === 'INCLUDED' || booking.method === 'FREE'
      ? [0, 10_000]
      : [0, 2500, 5000, 7500, 10_000]
  return (
    <Panel
      title="Deciding it"
      note="What came back before stays with the learner; where the educator is to have more, the platform pays it."
    >
      <DeedForm intent="decide" className="stack">
        <SelectField
          name="share"
          label="Of what was paid, the learner gets"
          data={parts.map((part) => ({ value: `${part}`, label: `${part / 100} %` }))}
        />
        <SelectField
          name="marked"
          label="Against the educator"
          data={[
            { value: 'no', label: 'it does not count' },
            { value: 'yes', label: 'it counts as an absence' },
          ]}
        />
        <LongField name="note" label="Why (both read it)" required minLength={3} maxLength={2000} />
        <div>
          <DeedButton>Decide</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}
