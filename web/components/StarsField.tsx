import styles from './StarsField.module.css'

const WORDS = ['Poor', 'Fair', 'Good', 'Very good', 'Excellent']

type StarsFieldProps = {
  name: string
  label: string
  /** May be left out. */
  optional?: boolean
  /** Chosen beforehand. */
  given?: number | null
}

/** One to five stars as plain radio buttons: arrow keys and screen readers know them. */
export function StarsField({ name, label, optional, given }: StarsFieldProps) {
  return (
    <fieldset className={styles.field} data-small={optional || undefined}>
      <legend>{label}</legend>
      <div className={styles.stars}>
        {WORDS.map((word, index) => (
          <label key={word} title={word}>
            <input
              type="radio"
              name={name}
              value={index + 1}
              required={!optional}
              defaultChecked={given === index + 1}
            />
            <span aria-hidden="true">★</span>
            <span className="visually-hidden">
              {index + 1} of 5, {word}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
