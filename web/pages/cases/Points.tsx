import type { Case } from '../../api/cases.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton, LongField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'
import styles from '../after/after.module.css'
import { isOpen, percent } from './words.ts'

type Part = { found: Case }
type Point = Case['points'][number]

/** What is claimed, by whom, and what they ask for. */
export function Claim({ found }: Part) {
  const who = found.side === 'learner' ? found.learner.name : found.educator.name
  const mine = found.mine === found.side
  return (
    <Panel
      title={mine ? 'What you said' : `What ${who} said`}
      note={
        <>
          <Instant at={found.openedAt} />
          {found.side === 'learner' ? (
            <>
              ; asks for {percent(found.askedShare)} of <Amount value={found.paid} /> back
            </>
          ) : (
            '; asks to be paid for it'
          )}
        </>
      }
    >
      <blockquote className={styles.quote}>{found.words}</blockquote>
    </Panel>
  )
}

/** What is to be answered, by whom and by when; and what was. */
export function Points({ found, side }: Part & { side: 'learner' | 'educator' | null }) {
  return found.points.map((point) => (
    <PointPanel key={point.number} found={found} point={point} mine={point.side === side} />
  ))
}

function PointPanel({ found, point, mine }: Part & { point: Point; mine: boolean }) {
  const whose = point.side === 'learner' ? found.learner.name : found.educator.name
  const open = isOpen(found.stage) && !point.answer && !point.lostAt
  const claim = point.kind === 'claim'
  const title = claim
    ? mine
      ? 'Your answer'
      : `${whose}’s answer`
    : mine
      ? 'We ask you'
      : `Asked of ${whose}`
  return (
    <Panel title={title}>
      <div className="stack">
        {point.words && <blockquote className={styles.quote}>{point.words}</blockquote>}
        {point.answer && <Answered point={point} />}
        {point.lostAt && (
          <p>
            No answer came by <Instant at={point.until} />: this point is lost for{' '}
            {mine ? 'you' : whose}.
          </p>
        )}
        {open && !mine && (
          <p>
            Waiting for {whose} until <Instant at={point.until} />.
          </p>
        )}
        {open && mine && <AnswerForm found={found} point={point} />}
        {!open && !point.answer && !point.lostAt && <p>It was decided before an answer came.</p>}
      </div>
    </Panel>
  )
}

const SAID = { agreed: 'Agreed.', refused: 'Not so.', answered: null }

function Answered({ point }: { point: Point }) {
  const said = point.answer && SAID[point.answer]
  return (
    <>
      {said && <p className={styles.soft}>{said}</p>}
      {point.answerWords && <blockquote className={styles.quote}>{point.answerWords}</blockquote>}
    </>
  )
}

function AnswerForm({ found, point }: Part & { point: Point }) {
  const claim = point.kind === 'claim'
  const byLearner = found.side === 'learner'
  return (
    <div className="stack">
      <p>
        Please answer until <Instant at={point.until} />.{' '}
        {claim && byLearner
          ? 'Without an answer it ends as was asked.'
          : 'Without an answer this point is lost for you.'}
      </p>
      <DeedForm intent={`answer ${point.number}`} className="stack">
        <LongField
          name="words"
          label={claim ? 'How it was' : 'Your answer'}
          required
          minLength={3}
          maxLength={4000}
        />
        <div>
          <DeedButton>{claim ? 'It was not so: let staff decide' : 'Answer'}</DeedButton>
        </div>
      </DeedForm>
      {claim && (
        <DeedForm intent={`agree ${point.number}`}>
          <input type="hidden" name="words" value="Agreed." />
          <DeedButton variant="outline">I agree to what is asked</DeedButton>
        </DeedForm>
      )}
    </div>
  )
}
