import { Alert } from '@mantine/core'
import { useState } from 'react'
import { useActionData } from 'react-router'
import type { Outcome } from '../../../components/deeds.ts'
import styles from './webhooks.module.css'

type Made = Outcome<{ secret?: string }>

const secretIn = (outcome: Made | undefined): string | undefined =>
  outcome?.ok ? outcome.result?.secret : undefined

/** The secret that was just made on this page, with script or without, and what hears of it. */
export function useSecret(): [string | undefined, (outcome: Outcome & { ok: true }) => void] {
  const sent = useActionData<Made>()
  const [made, setMade] = useState<string>()
  const heard = (outcome: Outcome & { ok: true }) => setMade(secretIn(outcome as Made))
  return [made ?? secretIn(sent), heard]
}

/** A secret is shown in the answer to the deed that made it, and never again. */
export function Secret({ secret }: { secret: string }) {
  return (
    <Alert color="accent" variant="light" title="Copy this secret now" role="status">
      <p>It signs every event, and is not shown again.</p>
      <code className={styles.secret}>{secret}</code>
    </Alert>
  )
}
