import type { Standing } from '../../api/teaching.ts'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'
import { percent } from '../../format/money.ts'
import { useReader } from '../../format/reader.tsx'
import { countedKind } from '../../format/teaching.ts'
import { capital, counted } from '../../format/words.ts'
import styles from './TierProgress.module.css'

/** Where the educator stands on one ladder and what the next rung asks: as a sentence, then as bars. */
export function TierProgress({ standing, several }: { standing: Standing; several: boolean }) {
  const { locale } = useReader()
  const { next, goal, kind } = standing
  const of = several ? (kind === 'class' ? ', as instructor' : ', as host') : ''
  const tier = capital(standing.tier)
  return (
    <Panel
      title={next ? `On the way to ${capital(next.tier)}${of}` : `${tier}: the highest tier${of}`}
      note={
        <span suppressHydrationWarning>
          {next
            ? `${capital(next.tier)} keeps ${percent(next.rate, locale)} instead of ${percent(standing.rate, locale)}. ${missingWords(standing)}`
            : `You keep ${percent(standing.rate, locale)} of every ${kind}.`}
        </span>
      }
    >
      {standing.warning && (
        <p className={styles.warning} role="note">
          Your tier falls to {capital(standing.warning.to)} on{' '}
          <Instant at={standing.warning.at} as="day" /> unless{' '}
          {standing.completion !== null && standing.completion < standing.completionNeeded
            ? `more of your promised sessions take place (${percent(standing.completionNeeded, locale)} are needed)`
            : 'your rating recovers'}
          .
        </p>
      )}
      <div className={styles.bars}>
        {goal && (
          <Bar
            label={kind === 'class' ? 'Classes held' : 'Conversations held'}
            words={`${standing.sessions} of ${goal.sessions}`}
            part={standing.sessions / goal.sessions}
          />
        )}
        {goal?.rating != null && (
          <Bar
            label={
              standing.ratings < 10 ? `Rating, of ${counted(standing.ratings, 'review')}` : 'Rating'
            }
            words={`${standing.rating === null ? 'none yet' : stars(standing.rating)}, ${stars(goal.rating)} needed`}
            part={(standing.rating ?? 0) / 5}
            enough={(standing.rating ?? 0) >= goal.rating}
          />
        )}
        <Bar
          label="Took place, last 90 days"
          words={
            standing.completion === null
              ? 'too few to judge'
              : `${percent(standing.completion, locale)}, keep ${percent(standing.completionNeeded, locale)}`
          }
          part={standing.completion ?? 0}
          enough={standing.completion === null || standing.completion >= standing.completionNeeded}
        />
      </div>
    </Panel>
  )
}

const stars = (rating: number) => rating.toFixed(2)

/** `12 more classes and a rating of 4.5.` */
export function missingWords({ next, kind }: Standing): string {
  if (!next) return ''
  const missing = [
    next.sessions > 0 && countedKind(kind, next.sessions).replace(' ', ' more '),
    next.rating !== null && `a rating of ${next.rating}`,
    next.reviews > 0 && counted(next.reviews, 'more review'),
  ].filter(Boolean)
  if (missing.length === 0) return 'All it asks is there; it is yours at the next evaluation.'
  const list =
    missing.length > 1 ? `${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}` : missing[0]
  return `Still missing: ${list}.`
}

function Bar({
  label,
  words,
  part,
  enough = part >= 1,
}: {
  label: string
  words: string
  part: number
  enough?: boolean
}) {
  return (
    <div>
      <p className={styles.line}>
        <span>{label}</span> <span className={styles.words}>{words}</span>
      </p>
      <div className={styles.track} aria-hidden="true">
        <div
          data-enough={enough || undefined}
          style={{ width: `${Math.min(100, Math.max(0, part * 100))}%` }}
        />
      </div>
    </div>
  )
}
