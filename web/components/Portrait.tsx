import styles from './Portrait.module.css'

const initials = (name: string) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0]!.toUpperCase())
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')

/** A person's initials in a circle. The name stands beside it, so it is silent for screen readers. */
export function Portrait({
  name,
  size = 'small',
}: {
  name: string
  size?: 'small' | 'large' | 'huge'
}) {
  return (
    <span
      className={styles.portrait}
      data-size={size}
      data-initials={initials(name)}
      aria-hidden="true"
    />
  )
}
