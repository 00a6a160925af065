import type { Review } from '../api/types.ts'
import { Instant } from './Instant.tsx'
import styles from './Reviews.module.css'
import { Stars } from './Stars.tsx'

/** What people who were there say. */
export function Reviews({ reviews, name }: { reviews: Review[]; name: string }) {
  return (
    <section className={styles.section}>
      <h2>What people say</h2>
      {reviews.length === 0 ? (
        <p className="soft">
          Nobody has written about {name} yet. Reviews come only from people who were there.
        </p>
      ) : (
        <ul className={styles.list}>
          {reviews.map((review) => (
            <li key={`${review.sessionId}${review.learner.id}`} className={styles.review}>
              <p className={styles.head}>
                <span className="strong">{review.learner.name}</span>
                <Stars rating={review.stars} />
              </p>
              {review.words && <blockquote>“{review.words}”</blockquote>}
              <p className="soft small">
                After “{review.title}”, <Instant at={review.publishedAt} as="day" />
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
