import styles from './StarsField.module.css'

const WORDS = ['Poor', 'Fair', 'Good', 'Very good', 'Excellent']

/** One to five stars as plain radio buttons: arrow keys and screen readers know them. */
export function StarsField({ name, label }: { name: string; label: string }) {
  return (
    <fieldset className={styles.field}>
      <legend>{label}</legend>
      <div className={styles.stars}>
        {WORDS.map((word, index) => (
          <label key={word} title={word}>
            <input type="radio" name={name} value={index + 1} required />
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
