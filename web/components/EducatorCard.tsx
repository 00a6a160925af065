import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { FoundEducators } from '../api/types.ts'
import { educatorPath } from '../format/addresses.ts'
import { capital, counted, languageName } from '../format/words.ts'
import { Amount } from './Amount.tsx'
import styles from './EducatorCard.module.css'
import { Instant } from './Instant.tsx'
import { Portrait } from './Portrait.tsx'
import { Stars } from './Stars.tsx'
import { Tag } from './Tag.tsx'

/** An educator in a list: who, what people say, and when they are next free, in the reader's zone. */
export function EducatorCard({
  educator,
  children,
}: {
  educator: FoundEducators['items'][number]
  /** What else is to be said, above what is free. */
  children?: ReactNode
}) {
  return (
    <article className={styles.card}>
      <div className={styles.who}>
        <Portrait name={educator.name} size="large" />
        <div>
          <h2 className={styles.name}>
            <Link to={educatorPath(educator)}>{educator.name}</Link>
          </h2>
          <p className="soft">
            <Stars rating={educator.rating} count={educator.reviewCount} />
            {educator.sessionsHeld > 0 && ` · ${counted(educator.sessionsHeld, 'session')}`}
          </p>
        </div>
      </div>
      <p className={styles.tags}>
        <Tag tone="good">{capital(educator.tier)}</Tag>
        {educator.languages.map((language) => (
          <Tag key={language}>{languageName(language)}</Tag>
        ))}
      </p>
      {children ??
        ((educator.headline || educator.about) && (
          <p className={styles.about}>{educator.headline || educator.about}</p>
        ))}
      {educator.slots ? (
        <div className="small">
          <p className="soft">
            Next free, {educator.slots.minutes} minutes for <Amount value={educator.slots.price} />:
          </p>
          <ul className={styles.slots}>
            {educator.slots.starts.map((start) => (
              <li key={start}>
                <Instant at={start} />
              </li>
            ))}
          </ul>
        </div>
      ) : (
        educator.next && (
          <p className="small soft">
            Next: <Instant at={educator.next.start} />
          </p>
        )
      )}
    </article>
  )
}
