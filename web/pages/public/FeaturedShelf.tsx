import { Link } from 'react-router'
import type { Featured } from '../../api/quality.ts'
import { qualityFigure } from '../../format/quality.ts'
import { counted } from '../../format/words.ts'
import styles from './front.module.css'

/** Educators picked by rule for this week; each line says why. */
export function FeaturedShelf({ featured }: { featured: Featured[] }) {
  return (
    <section className={styles.featured}>
      <div className="row-apart">
        <h2>Featured this week</h2>
        <Link to="/ranking">By which rule</Link>
      </div>
      <ul>
        {featured.map(({ educatorId, name, headline, why }) => (
          <li key={educatorId}>
            <Link to={`/educators/${educatorId}`}>{name}</Link>
            {headline && `: ${headline}`}{' '}
            <span className="soft">
              {qualityFigure(why.rating, 'stars')} from {counted(why.reviews, 'review')},{' '}
              {counted(why.held, 'session')} held
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
