import { Link } from 'react-router'
import type { Welcome } from '../../api/applying.ts'
import styles from '../applying/applying.module.css'

type StepName = Welcome['steps'][number]['step']

const STEPS: Record<StepName, [title: string, why: string, to: string, deed: string]> = {
  contract: [
    'Accept the agreement',
    'Before it nothing can be published.',
    '/teach/agreement',
    'Read it',
  ],
  bank: [
    'Say where your bank is',
    'The payment provider asks who you are, once.',
    '/teach/earnings/payouts',
    'Open it',
  ],
  tax: ['Give your tax details', 'Payouts wait for them.', '/teach/tax', 'Fill them in'],
  profile: [
    'Complete your profile',
    'A line about you, an introduction, your languages.',
    '/teach/welcome#profile',
    'Complete it',
  ],
  availability: [
    'Say when you are free',
    'Learners book one-to-one lessons in those hours.',
    '/teach/availability',
    'Set hours',
  ],
  session: [
    'Plan your first session',
    'A class or a conversation that everybody can find.',
    '/teach/sessions/new',
    'Plan it',
  ],
}

/** What is left to do before the first session, and what is done. */
export function FirstSteps({ steps }: { steps: Welcome['steps'] }) {
  return (
    <ol className={`plain-list ${styles.checklist}`}>
      {steps.map(({ step, done }, index) => {
        const [title, why, to, deed] = STEPS[step]
        return (
          <li key={step}>
            <span className={styles.mark} data-done={done ? true : undefined} aria-hidden="true">
              {done ? '✓' : index + 1}
            </span>
            <div>
              <b>{title}</b>
              <div className="soft small">{done ? 'Done.' : why}</div>
            </div>
            {!done && (
              <Link to={to} aria-label={`${deed}: ${title}`}>
                {deed}
              </Link>
            )}
          </li>
        )
      })}
    </ol>
  )
}
