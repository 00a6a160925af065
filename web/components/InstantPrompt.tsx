import { useEffect } from 'react'
import { Link, useFetcher } from 'react-router'
import type { Booking } from '../api/types.ts'
import { Amount } from './Amount.tsx'
import { Countdown } from './Countdown.tsx'
import { DeedForm } from './DeedForm.tsx'
import { DeedButton } from './fields.tsx'
import styles from './InstantPrompt.module.css'

const EVERY_SECONDS = { on: 10, off: 120 }

type Prompt = { on: boolean; waiting: Booking | null }

/** On every page of an educator: somebody wants to talk now, with the time that is left for an answer. */
export function InstantPrompt() {
  const { load, data } = useFetcher<Prompt>()
  const seconds = data?.on || data?.waiting ? EVERY_SECONDS.on : EVERY_SECONDS.off
  useEffect(() => {
    load('/teach/now/prompt')
    const again = setInterval(() => {
      if (document.visibilityState === 'visible') load('/teach/now/prompt')
    }, seconds * 1_000)
    return () => clearInterval(again)
  }, [load, seconds])
  const waiting = data?.waiting
  return (
    <div role="status" aria-live="polite">
      {waiting?.answerUntil && (
        <section className={styles.prompt} aria-label="Somebody wants to talk now">
          <p>
            <b>{waiting.learner.name} wants to talk now.</b> {waiting.session.title},{' '}
            <Amount value={waiting.price} />.{' '}
            <span className="soft">
              <Countdown until={waiting.answerUntil} /> left to answer.
            </span>
          </p>
          <div className={styles.deeds}>
            <DeedForm
              intent={`accept:${waiting.id}`}
              action="/teach/requests"
              onDone={() => load('/teach/now/prompt')}
            >
              <DeedButton>Talk now</DeedButton>
            </DeedForm>
            <DeedForm
              intent={`decline:${waiting.id}`}
              action="/teach/requests"
              onDone={() => load('/teach/now/prompt')}
            >
              <DeedButton variant="outline">Not now</DeedButton>
            </DeedForm>
            <Link to="/teach/requests">All requests</Link>
          </div>
        </section>
      )}
    </div>
  )
}
