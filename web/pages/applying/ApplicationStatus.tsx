import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Application, Talk } from '../../api/applying.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton, LongField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Tag, type Tone } from '../../components/Tag.tsx'
import type { Country } from '../../format/countries.ts'
import styles from './applying.module.css'
import { Filled } from './Filled.tsx'
import { ADDRESS } from './steps.ts'

/** What an applicant reads above their application. */
const SAID: Record<string, [title: string, tag: string, tone: Tone]> = {
  sent: ['Your application is with us', 'Sent', 'accent'],
  in_review: ['Somebody is looking at your application', 'In review', 'accent'],
  more_asked: ['We have a question', 'Waits for you', 'attention'],
  answered: ['Your answer is with us', 'In review', 'accent'],
  interview: ['Let us talk', 'Talk', 'accent'],
  approved: ['Welcome: you can teach with us', 'Approved', 'good'],
  rejected: ['We could not take your application further', 'Closed', 'plain'],
  withdrawn: ['Your application is closed', 'Closed', 'plain'],
}

/** What happened, as the applicant sees it. */
const STEPS: Record<string, string> = {
  begin: 'You began',
  send: 'You sent it',
  ask: 'We asked for more',
  answer: 'You answered',
  'offer times': 'We offered times for a talk',
  choose: 'You chose a time',
  'none fits': 'No time suited you',
  approve: 'Approved',
  reject: 'We could not take it further',
  withdraw: 'You took it back',
  lapse: 'It ended: no answer came in time',
}

/** Where an application stands, and what its applicant can do. */
export function ApplicationStatus({
  application,
  countries,
  again,
}: {
  application: Application
  countries: Country[]
  /** `now`, or from when on they may apply again; null: not yet to be said. */
  again: string | null
}) {
  const { state, deeds, decideBy, interview } = application
  const [title, tag, tone] = SAID[state] ?? ['Your application', state, 'plain']
  const waits = ['sent', 'in_review', 'answered'].includes(state) && decideBy
  const can = (deed: string) => deeds.includes(deed)
  return (
    <>
      <PageHead
        title={title}
        tags={<Tag tone={tone}>{tag}</Tag>}
        lead={
          waits ? (
            <>
              We answer by <Instant at={decideBy} as="day" />, and write to you as soon as there is
              something new.
            </>
          ) : undefined
        }
      />
      <div className="stack-wide">
        {can('answer') && <Question application={application} />}
        {state === 'interview' && interview && <Interview talk={interview} />}
        {state === 'approved' && (
          <Panel title="What comes next">
            <div className="stack">
              {application.words && <p className={styles.words}>“{application.words}”</p>}
              <p>A short list leads you to your first session, beginning with the agreement.</p>
              <div>
                <Button component={Link} to="/teach/welcome">
                  To the first steps
                </Button>
              </div>
            </div>
          </Panel>
        )}
        {(state === 'rejected' || state === 'withdrawn') && (
          <Ended application={application} again={again} />
        )}
        <div className="wide-and-narrow">
          <Panel title="What you sent">
            <Filled filled={application} countries={countries} />
          </Panel>
          <div className="stack" style={{ gap: 24 }}>
            <Panel title="What happened">
              <ol className={`plain-list ${styles.history}`}>
                {application.history.map(({ deed, words, at }) => (
                  <li key={at + deed}>
                    <b>{STEPS[deed] ?? deed}</b>
                    <span className="soft small">
                      <Instant at={at} as="short-moment" />
                    </span>
                    {words && <span className={styles.words}>“{words}”</span>}
                  </li>
                ))}
              </ol>
            </Panel>
            {can('withdraw') && (
              <Panel title="Changed your mind?" note="You can apply again at any time.">
                <details>
                  <summary>Take the application back</summary>
                  <DeedForm intent="withdraw" className="stack">
                    <LongField name="words" label="Why, if you like" maxLength={1000} />
                    <div>
                      <DeedButton variant="outline" color="bad">
                        Take it back
                      </DeedButton>
                    </div>
                  </DeedForm>
                </details>
              </Panel>
            )}
          </div>
        </div>
      </div>
    </>
  )
}

function Question({ application: { words, answerBy } }: { application: Application }) {
  return (
    <Panel
      title="Please answer"
      note={
        answerBy ? (
          <>
            By <Instant at={answerBy} />; after that the application ends.
          </>
        ) : undefined
      }
      side={<Link to={`${ADDRESS}?step=you`}>Change the application</Link>}
    >
      <div className="stack">
        <p className={styles.words}>“{words}”</p>
        <DeedForm intent="answer" className="stack">
          <LongField
            name="words"
            label="Your answer"
            required
            minLength={2}
            maxLength={4000}
            description="You can also change what you sent, or add files, before you answer."
          />
          <div>
            <DeedButton>Send the answer</DeedButton>
          </div>
        </DeedForm>
      </div>
    </Panel>
  )
}

function Interview({ talk }: { talk: Talk }): ReactNode {
  const { state, times, minutes, place, startsAt } = talk
  const where = /^https:\/\//.test(place) ? <a href={place}>{place}</a> : place
  if (state === 'chosen' && startsAt) {
    return (
      <Panel title="Our talk">
        <p>
          <Instant at={startsAt} />, {minutes} minutes. Where: {where}. It is in the e-mail for your
          calendar, too.
        </p>
      </Panel>
    )
  }
  if (state !== 'offered') {
    return (
      <Panel title="Our talk">
        <p>
          {state === 'none_fits'
            ? 'You said that none of the times suits you. We will offer others.'
            : 'We tell you what comes next.'}
        </p>
      </Panel>
    )
  }
  return (
    <Panel title="Choose a time" note={`About ${minutes} minutes. Times are in your own zone.`}>
      <div className="stack">
        <DeedForm intent="choose" className="stack">
          <fieldset className={styles.group}>
            <legend>A time for our talk</legend>
            {times.map((time) => (
              <label key={time} className={styles.choice}>
                <input type="radio" name="time" value={time} required />
                <Instant at={time} />
              </label>
            ))}
          </fieldset>
          <div>
            <DeedButton>Take this time</DeedButton>
          </div>
        </DeedForm>
        <details>
          <summary>None of them suits me</summary>
          <DeedForm intent="none fits" className="stack">
            <LongField
              name="words"
              label="When would it suit you?"
              required
              minLength={2}
              maxLength={1000}
            />
            <div>
              <DeedButton variant="outline">Ask for other times</DeedButton>
            </div>
          </DeedForm>
        </details>
      </div>
    </Panel>
  )
}

function Ended({ application, again }: { application: Application; again: string | null }) {
  const { state, words } = application
  return (
    <Panel title={state === 'rejected' ? 'Why' : 'It is closed'}>
      <div className="stack">
        {words && <p className={styles.words}>“{words}”</p>}
        {again === 'now' ? (
          <div>
            <Button component={Link} to={`${ADDRESS}?step=you`}>
              Begin a new application
            </Button>
          </div>
        ) : (
          again && (
            <p>
              You can apply again from <Instant at={again} as="day" /> on.
            </p>
          )
        )}
      </div>
    </Panel>
  )
}
