import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Review } from '../api/types.ts'
import { Instant } from './Instant.tsx'
import styles from './Reviews.module.css'
import { Stars } from './Stars.tsx'

type ReviewsProps = {
  reviews: Review[]
  name: string
  /** What stands above them: how the stars fall. */
  children?: ReactNode
}

/** What people who were there say. */
export function Reviews({ reviews, name, children }: ReviewsProps) {
  return (
    <section className={styles.section}>
      <h2>What people say</h2>
      {children}
      {reviews.length === 0 ? (
        <p className="soft">
          Nobody has written about {name} yet. Reviews come only from people who were there.
        </p>
      ) : (
        <ul className={styles.list}>
          {reviews.map((review) => (
            <li key={review.id} className={styles.review}>
              <ReviewText review={review} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** One review with its reply, and the way to the moderators. */
export function ReviewText({ review }: { review: Review }) {
  return (
    <>
      <p className={styles.head}>
        <span className="strong">{review.learner.name}</span>
        <Stars rating={review.stars} />
      </p>
      {review.words && <blockquote className={styles.words}>“{review.words}”</blockquote>}
      {review.wordsRemoved && <p className="soft">A moderator took the words away.</p>}
      <p className="soft small">
        After “{review.title}”, <Instant at={review.publishedAt} as="day" />
        {review.changedAt && (
          <>
            {' '}
            · changed <Instant at={review.changedAt} as="day" />
          </>
        )}{' '}
        ·{' '}
        <ReportLink what="review" id={review.id}>
          Report <span className="visually-hidden">the review by {review.learner.name}</span>
        </ReportLink>
      </p>
      {review.reply && (
        <div className={styles.reply}>
          <p className="small strong">{review.educator.name} answered</p>
          <blockquote className={styles.words}>{review.reply.words}</blockquote>
          <p className="soft small">
            <Instant at={review.reply.at} as="day" /> ·{' '}
            <ReportLink what="reply" id={review.id}>
              Report <span className="visually-hidden">this answer</span>
            </ReportLink>
          </p>
        </div>
      )}
    </>
  )
}

export type Reportable = 'review' | 'reply' | 'learner_rating' | 'message'

/** Brings something before the moderators. */
export function ReportLink({
  what,
  id,
  children,
}: {
  what: Reportable
  id: string
  children: ReactNode
}) {
  return (
    <Link to={`/report?what=${what}&id=${id}`} rel="nofollow" className={styles.report}>
      {children}
    </Link>
  )
}
