import type { Case } from '../../api/cases.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { FactList } from '../../components/FactList.tsx'
import { DeedButton, LongField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'
import { isZero } from '../../format/money.ts'
import styles from '../after/after.module.css'
import { howWords, percent } from './words.ts'

type Part = { found: Case }

/** What was decided, with its reason and what it moved; the last first, and the appeal between them. */
export function Decisions({ found }: Part) {
  return (
    <>
      {found.decisions.toReversed().map((one) => (
        <Panel
          key={one.round}
          title={one.round === 2 ? 'Decided on appeal' : 'Decided'}
          note={<Instant at={one.at} />}
        >
          <div className="stack">
            <p>
              <b>{howWords(one.how)}</b>
            </p>
            {one.note && <blockquote className={styles.quote}>{one.note}</blockquote>}
            {one.how !== 'withdrawn' && <Moved found={found} one={one} />}
          </div>
        </Panel>
      ))}
      {found.appeal && (
        <Panel
          title={`Appealed by ${found.appeal.side === found.mine ? 'you' : nameOf(found, found.appeal.side)}`}
          note={<Instant at={found.appeal.at} />}
        >
          <blockquote className={styles.quote}>{found.appeal.words}</blockquote>
        </Panel>
      )}
    </>
  )
}

const nameOf = (found: Case, side: 'learner' | 'educator') => found[side].name

function Moved({ found, one }: Part & { one: Case['decisions'][number] }) {
  const earned = found.earnings.filter(({ round }) => round === one.round)
  return (
    <FactList
      facts={[
        ['Of what was paid, the learner’s', percent(one.share)],
        !isZero(one.returned) && [
          'Went back to the learner',
          <Amount key="b" value={one.returned} />,
        ],
        !isZero(one.goodwill) && ['Goodwill from us', <Amount key="g" value={one.goodwill} />],
        ...earned.map(({ part, before, after, owed }): [string, React.ReactNode] => [
          part === 'educator' ? 'The educator earned' : 'The institution earned',
          <span key={part}>
            <Amount value={after} /> instead of <Amount value={before} />
            {Number(owed.amount) > 0 && (
              <>
                ; <Amount value={owed} /> of it was let go before, and is set off from the next
                payouts
              </>
            )}
          </span>,
        ]),
        one.marked && ['Against the educator', 'It counts as an absence.'],
      ]}
    />
  )
}

/** Whoever does not accept the decision says so, once. */
export function Appeal({ found }: Part) {
  return (
    <Panel
      title="If you do not accept it"
      note={
        <>
          Once, until <Instant at={found.until!} />. Somebody else of us looks at it again, and what
          they decide is final.
        </>
      }
    >
      <DeedForm intent="appeal" className="stack">
        <LongField name="words" label="What was not seen" required minLength={3} maxLength={4000} />
        <div>
          <DeedButton variant="outline">Appeal</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export function Withdraw() {
  return (
    <DeedForm intent="withdraw">
      <DeedButton variant="outline">Take it back</DeedButton>
    </DeedForm>
  )
}
