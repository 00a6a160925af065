import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Case } from '../../../api/applying.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { counted } from '../../../format/words.ts'
import styles from '../../applying/applying.module.css'

/** What a reviewer can do with an application as it stands; what cannot be done now is not shown. */
export function Deciding({ found, me }: { found: Case; me: string }) {
  const can = (deed: string) => found.deeds.includes(deed)
  const mine = found.reviewer?.id === me
  const acts = mine && (can('approve') || can('reject'))
  if (found.deeds.length === 0) return <Standing found={found} />
  return (
    <>
      {found.interview && <Talk found={found} />}
      {can('take') && !mine && (
        <Panel title="Whose is it?">
          <Seen found={found} intent="take">
            <DeedButton>Take it</DeedButton>
          </Seen>
        </Panel>
      )}
      {acts && (
        <Panel title="Decide">
          <div className="stack">
            {can('approve') && <Approve found={found} />}
            {can('ask') && (
              <details>
                <summary>Ask for more</summary>
                <Seen found={found} intent="ask">
                  <LongField
                    name="words"
                    label="What we would like to know"
                    required
                    minLength={3}
                  />
                  <div>
                    <DeedButton>Ask</DeedButton>
                  </div>
                </Seen>
              </details>
            )}
            {can('offer times') && <OfferTimes found={found} />}
            {can('reject') && (
              <details>
                <summary>Reject</summary>
                <Seen found={found} intent="reject">
                  <LongField
                    name="words"
                    label="Why, in words that they read"
                    required
                    minLength={3}
                    description={`They may apply again after ${counted(found.reapplyDays, 'day')}.`}
                  />
                  <div>
                    <DeedButton color="bad">Reject</DeedButton>
                  </div>
                </Seen>
              </details>
            )}
          </div>
        </Panel>
      )}
      {can('take') && mine && <HandOn found={found} me={me} />}
    </>
  )
}

/** A form that names the step that was looked at: a colleague's deed in between is not overruled. */
function Seen({ found, intent, children }: { found: Case; intent: string; children: ReactNode }) {
  return (
    <DeedForm intent={intent} className="stack" key={`${intent} ${found.steps}`}>
      <input type="hidden" name="seen" value={found.steps} />
      {children}
    </DeedForm>
  )
}

function Standing({ found }: { found: Case }) {
  return (
    <Panel title={found.state === 'approved' ? 'Approved' : 'Nothing to decide'}>
      {found.state === 'approved' ? (
        <p>
          They are an educator: <Link to={`/operate/educators/${found.personId}`}>their page</Link>.
        </p>
      ) : found.reapplyAt ? (
        <p>
          They may apply again from <Instant at={found.reapplyAt} as="day" /> on.
        </p>
      ) : (
        <p>
          {found.reviewer
            ? `It is with ${found.reviewer.name}.`
            : 'It is your own, or it is closed: others look at it.'}
        </p>
      )}
    </Panel>
  )
}

function Approve({ found }: { found: Case }) {
  if (!found.contract) {
    return (
      <p>
        There is no <Link to="/operate/agreements">agreement</Link> in force that they could accept,
        so nobody can be approved yet.
      </p>
    )
  }
  return (
    <details>
      <summary>Approve</summary>
      <Seen found={found} intent="approve">
        <p className="soft small">
          {found.educator
            ? 'They teach here already; this kind is added, with a first tier of its own.'
            : `They become an educator on the tier ${(found.yearsTeaching ?? 0) >= found.experiencedYears ? 'Intermediate' : 'Beginner'}, and are led to the agreement and their bank.`}
        </p>
        {!found.educator && found.institutions.length > 0 && (
          <SelectField
            name="organization"
            label="Teaches"
            data={[
              { value: '', label: 'independently, with Platform Creators' },
              ...found.institutions.map(({ id, name }) => ({ value: id, label: `for ${name}` })),
            ]}
          />
        )}
        {!found.educator && (
          <TextField
            name="headline"
            label="A line for their profile, if you like"
            maxLength={160}
          />
        )}
        <LongField
          name="words"
          label="A word of welcome, if you like"
          maxLength={4000}
          minRows={2}
        />
        <div>
          <DeedButton>Approve</DeedButton>
        </div>
      </Seen>
    </details>
  )
}

function OfferTimes({ found }: { found: Case }) {
  return (
    <details>
      <summary>
        {found.interview ? 'Offer other times for a talk' : 'Offer times for a talk'}
      </summary>
      <Seen found={found} intent="talk">
        <fieldset className={styles.group}>
          <legend>Times, on your own clock</legend>
          {[1, 2, 3].map((at) => (
            <TextField
              key={at}
              name="times"
              type="datetime-local"
              aria-label={`Time ${at}`}
              required={at === 1}
            />
          ))}
        </fieldset>
        <TextField
          name="minutes"
          type="number"
          label="Minutes"
          min={10}
          max={180}
          defaultValue={found.interviewMinutes}
          required
        />
        <TextField
          name="place"
          label="Where"
          placeholder="The link of a meeting, or a phone number"
          required
          minLength={3}
          maxLength={500}
        />
        <div>
          <DeedButton>Offer these times</DeedButton>
        </div>
      </Seen>
    </details>
  )
}

function Talk({ found }: { found: Case }) {
  const { state, startsAt, times, place, words } = found.interview!
  const said = {
    offered: 'They have not chosen yet.',
    chosen: 'They chose:',
    none_fits: 'None of the times suits them:',
    held: 'It was set for:',
    called_off: 'It is called off.',
  }[state]
  return (
    <Panel title="The talk">
      <div className="stack" style={{ gap: 8 }}>
        <p>
          {said} {startsAt && state !== 'called_off' && <Instant at={startsAt} />}
          {state === 'none_fits' && words && <span className={styles.words}>“{words}”</span>}
        </p>
        {state === 'offered' && (
          <ul>
            {times.map((time) => (
              <li key={time}>
                <Instant at={time} />
              </li>
            ))}
          </ul>
        )}
        {(state === 'offered' || state === 'chosen') && <p className="soft">Where: {place}</p>}
      </div>
    </Panel>
  )
}

function HandOn({ found, me }: { found: Case; me: string }) {
  const others = found.reviewers.filter(({ id }) => id !== me)
  return (
    <Panel title="Hand it on">
      <div className="stack">
        {others.length > 0 && (
          <Seen found={found} intent="take">
            <SelectField
              name="to"
              label="To"
              data={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <div>
              <DeedButton variant="outline">Hand on</DeedButton>
            </div>
          </Seen>
        )}
        {found.deeds.includes('let go') && (
          <Seen found={found} intent="let go">
            <div>
              <DeedButton variant="subtle">Put it back into the queue</DeedButton>
            </div>
          </Seen>
        )}
      </div>
    </Panel>
  )
}
