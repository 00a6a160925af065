import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { Amount } from '../../components/Amount.tsx'
import { Instant } from '../../components/Instant.tsx'
import styles from './lessons.module.css'
import type { Slots } from './picking.ts'
import { TrialPrice } from './TrialPrice.tsx'

/** On an educator's page: the next free hours, and the way to all of them. */
export function OneToOne({ slots, name }: { slots: Slots; name: string }) {
  if (!slots.offered) return null
  const price = slots.lengths.find(({ minutes }) => minutes === slots.minutes)?.price
  const at = `/educators/${slots.educatorId}/lesson`
  return (
    <section className={styles.step} aria-labelledby="one-to-one">
      <h2 id="one-to-one">One to one</h2>
      <p className="soft">
        {slots.title}, {slots.minutes} minutes
        {price && (
          <>
            , <Amount value={price} />
          </>
        )}
        .
      </p>
      {slots.trial && !slots.trial.why && (
        <p>
          <Link to={`${at}?trial=1`}>
            Trial lesson, {slots.trial.minutes} minutes, <TrialPrice trial={slots.trial} />
          </Link>
          {slots.trial.replaces && (
            <span className="soft"> instead of the trial that was not what you hoped for</span>
          )}
        </p>
      )}
      {slots.items.length === 0 ? (
        <p className="soft">{name} has no free hours in the coming weeks.</p>
      ) : (
        <ul className={styles.times}>
          {slots.items.slice(0, 4).map(({ start }) => (
            <li key={start}>
              <Link
                className={styles.soon}
                to={`${at}?minutes=${slots.minutes}&start=${encodeURIComponent(start)}`}
              >
                <Instant at={start} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.next}>
        <Button component={Link} to={`${at}?minutes=${slots.minutes}`} variant="outline">
          See all free times
        </Button>
      </p>
    </section>
  )
}
