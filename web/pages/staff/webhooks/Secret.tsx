import { Alert } from '@mantine/core'
import styles from './webhooks.module.css'

/** A secret is shown in the answer to the deed that made it, and never again. */
export function Secret({ secret }: { secret: string }) {
  return (
    <Alert color="accent" variant="light" title="Copy this secret now" role="status">
      <p>It signs every event, and is not shown again.</p>
      <code className={styles.secret}>{secret}</code>
    </Alert>
  )
}
