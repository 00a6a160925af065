import type { Measure } from '../../../api/quality.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton, LongField, SelectField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { useMay } from '../may.ts'

/** What staff can do with a measure: answer its appeal, write down a talk, end it. */
export function MeasureDeeds({ measure, open }: { measure: Measure; open: boolean }) {
  const may = useMay()('moderator', 'reviewer')
  const { id, appeal, answer, notes } = measure
  return (
    <>
      {notes.length > 0 && (
        <ul>
          {notes.map((note) => (
            <li key={note.at}>
              <Instant at={note.at} as="day" />: {note.words}
            </li>
          ))}
        </ul>
      )}
      {may && appeal && !answer && (
        <details open>
          <summary>Answer the appeal</summary>
          <DeedForm intent={`answer ${id}`} className="stack">
            <input type="hidden" name="measure" value={id} />
            <SelectField
              name="granted"
              label="The measure"
              data={[
                { value: 'no', label: 'stays' },
                { value: 'yes', label: 'ends' },
              ]}
            />
            <LongField name="words" label="Why" required minLength={3} maxLength={2000} />
            <div>
              <DeedButton>Decide</DeedButton>
            </div>
          </DeedForm>
        </details>
      )}
      {may && open && measure.measure === 'coaching' && (
        <details>
          <summary>Write down what was talked about</summary>
          <DeedForm intent={`note ${id}`} className="stack">
            <input type="hidden" name="measure" value={id} />
            <LongField name="words" label="What" required minLength={3} maxLength={2000} />
            <div>
              <DeedButton variant="outline">Write it down</DeedButton>
            </div>
          </DeedForm>
        </details>
      )}
      {may && open && (
        <details>
          <summary>End it</summary>
          <DeedForm intent={`end ${id}`} className="stack">
            <input type="hidden" name="measure" value={id} />
            <LongField name="words" label="Why" required minLength={3} maxLength={2000} />
            <div>
              <DeedButton variant="outline">End it</DeedButton>
            </div>
          </DeedForm>
        </details>
      )}
    </>
  )
}
