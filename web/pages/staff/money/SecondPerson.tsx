import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton, TextField } from '../../../components/fields.tsx'

type Props = {
  /** The field that names what is decided. */
  name: 'receipt' | 'wish'
  id: string
  /** The reader asked for it: they may only take it back. */
  own: boolean
  agree: { intent: string; words: string }
}

/** What the second of two persons decides: it counts, or not and why not. */
export function SecondPerson({ name, id, own, agree }: Props) {
  return (
    <div className="stack">
      {!own && (
        <DeedForm intent={`${agree.intent}-${id}`}>
          <input type="hidden" name={name} value={id} />
          <DeedButton>{agree.words}</DeedButton>
        </DeedForm>
      )}
      <DeedForm intent={`decline-${id}`} className="stack">
        <input type="hidden" name={name} value={id} />
        <TextField
          name="note"
          label={own ? 'Why you take it back' : 'Why not'}
          required
          maxLength={500}
        />
        <div>
          <DeedButton variant="outline">{own ? 'Take it back' : 'Decline'}</DeedButton>
        </div>
      </DeedForm>
    </div>
  )
}
