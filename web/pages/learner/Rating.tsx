import { Checkbox } from '@mantine/core'
import { Link } from 'react-router'
import type { Booking } from '../../api/types.ts'
import type { LearnerRating, OwnReview } from '../../api/voices.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton, LongField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'
import { RatingFields } from '../../components/RatingFields.tsx'
import { ReportLink } from '../../components/Reviews.tsx'
import { Stars } from '../../components/Stars.tsx'

type RatingProps = {
  booking: Booking
  /** What the learner says of this educator in public, if anything. */
  own: OwnReview | null
  /** What the educator said of them, once both may read it. */
  theirs: LearnerRating | null
}

/** Rating a session after it: once; the first one with an educator is public too. */
export function Rating({ booking, own, theirs }: RatingProps) {
  const { name } = booking.session.educator
  return (
    <>
      {booking.stars === null ? (
        <Panel
          title="How was it?"
          note={`What you write helps others choose, and ${name} to get better. ${name} reads it once they have said how it was to work with you, or after a week.`}
        >
          <DeedForm intent="review" className="stack">
            {own ? <Again own={own} name={name} /> : <RatingFields name={name} />}
            <LongField
              name="privateNote"
              label="Anything only our staff should know?"
              description={`${name} never sees this.`}
              minRows={2}
              maxLength={4000}
            />
            <div>
              <DeedButton>{own ? 'Save my stars' : 'Publish review'}</DeedButton>
            </div>
          </DeedForm>
        </Panel>
      ) : (
        <Panel title="Your review" note={stands(own, name)}>
          <div className="row">
            <Stars rating={booking.stars} />
            <Link to="/reviews">Everything I wrote</Link>
          </div>
          {own?.state === 'waiting' && own.publishDueAt && (
            <p className="soft small">
              At the latest <Instant at={own.publishDueAt} />.
            </p>
          )}
        </Panel>
      )}
      {theirs && theirs.learner.id === booking.learner.id && (
        <Panel title={`What ${name} said of you`} note="Only you and our staff can read this.">
          <Stars rating={theirs.stars} />
          {theirs.words && <p>“{theirs.words}”</p>}
          <p className="small">
            <ReportLink what="learner_rating" id={theirs.id}>
              Report
            </ReportLink>
          </p>
        </Panel>
      )}
    </>
  )
}

function stands(own: OwnReview | null, name: string): string {
  if (own?.state === 'waiting')
    return `Thank you. It appears on ${name}’s page once they have rated too, or after a week.`
  if (own?.state === 'hidden') return 'A moderator has hidden your words.'
  return `Thank you. What you say of ${name} stands on their page.`
}

/** Somebody who has said something in public already: stars for this session, and the public ones if they like. */
function Again({ own, name }: { own: OwnReview; name: string }) {
  return (
    <>
      <RatingFields name={name} given={{ ...own, stars: 0 }} />
      <Checkbox
        name="public"
        label={`Let this take the place of what I say of ${name} in public`}
        description="Else your stars stay between you, the figures and our staff."
      />
    </>
  )
}
