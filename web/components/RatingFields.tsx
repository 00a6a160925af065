import { text } from './deeds.ts'
import { LongField } from './fields.tsx'
import styles from './RatingFields.module.css'
import { StarsField } from './StarsField.tsx'

const PARTS = [
  ['clarity', 'Clear'],
  ['progress', 'I moved on'],
  ['preparation', 'Prepared'],
  ['encouragement', 'Encouraging'],
] as const

type Given = { stars: number; words: string } & {
  [Part in (typeof PARTS)[number][0]]?: number | null
}

/** Stars, their parts, and words in public. */
export function RatingFields({ given, name }: { given?: Given; name: string }) {
  return (
    <>
      <StarsField name="stars" label="Stars" given={given?.stars ?? null} />
      <div className={styles.parts}>
        <p className="soft small">If you like, say what it was made of:</p>
        {PARTS.map(([part, label]) => (
          <StarsField key={part} name={part} label={label} optional given={given?.[part] ?? null} />
        ))}
      </div>
      <LongField
        name="words"
        label="A sentence or two, in public"
        description={`On the page of ${name}, with your name. Please no e-mail addresses, phone numbers or links.`}
        defaultValue={given?.words ?? ''}
        maxLength={4000}
      />
    </>
  )
}

/** What `RatingFields` holds, for the API. */
export function ratingIn(form: FormData) {
  const part = (name: string) => (text(form, name) === '' ? null : Number(text(form, name)))
  return {
    stars: Number(text(form, 'stars')),
    clarity: part('clarity'),
    progress: part('progress'),
    preparation: part('preparation'),
    encouragement: part('encouragement'),
    words: text(form, 'words'),
  }
}
