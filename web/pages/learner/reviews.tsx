import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Page } from '../../api/types.ts'
import type { OwnReview, ToWrite } from '../../api/voices.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { RatingFields, ratingIn } from '../../components/RatingFields.tsx'
import { Stars } from '../../components/Stars.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useReader } from '../../format/reader.tsx'
import styles from './reviews.module.css'

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [toWrite, own] = await Promise.all([
    api.get<Page<ToWrite>>('/api/reviews/to-write'),
    api.get<Page<OwnReview>>('/api/reviews/mine'),
  ])
  return { toWrite: toWrite.items, own: own.items }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt(text(form, 'intent'), async () => {
    await context.get(apiOf).patch(`/api/reviews/${text(form, 'id')}`, ratingIn(form))
    return { said: 'Your review is changed.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('My reviews')

export default function MyReviews() {
  const { toWrite, own } = useLoaderData<typeof loader>()
  if (toWrite.length + own.length === 0)
    return (
      <>
        <PageHead title="My reviews" />
        <EmptyState
          title="Nothing to write yet"
          deed={
            <Button component={Link} to="/sessions">
              See what is on
            </Button>
          }
        >
          After a session you attended, you can say here how it was.
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHead title="My reviews" lead="Sessions to rate, and what you say in public." />
      <div className="stack-wide">
        {toWrite.length > 0 && (
          <Panel title="To write" note="Two minutes each. Others choose by it.">
            <ul className={styles.list}>
              {toWrite.map((one) => (
                <li key={one.bookingId} className={styles.row}>
                  <div>
                    <p className="strong">{one.title}</p>
                    <p className="soft small">
                      With {one.person.name}, <Instant at={one.end} as="day" /> · until{' '}
                      <Instant at={one.until} as="short-day" />
                    </p>
                  </div>
                  <Button component={Link} to={`/bookings/${one.bookingId}`} variant="outline">
                    Rate it<span className="visually-hidden">: {one.title}</span>
                  </Button>
                </li>
              ))}
            </ul>
          </Panel>
        )}
        {own.length > 0 && (
          <Panel title="What I say in public" note="One review for each educator.">
            <ul className={styles.list}>
              {own.map((one) => (
                <li key={one.id} className={styles.own}>
                  <Own review={one} />
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </>
  )
}

function Own({ review }: { review: OwnReview }) {
  const { now } = useReader()
  const changeable = review.changeableFrom && Date.parse(review.changeableFrom) <= Date.parse(now)
  return (
    <>
      <p className="row">
        <Link to={`/educators/${review.educator.id}`} className="strong">
          {review.educator.name}
        </Link>
        <Stars rating={review.stars} />
        {review.state === 'waiting' && <Tag tone="attention">Not shown yet</Tag>}
        {review.state === 'hidden' && <Tag tone="bad">Hidden by a moderator</Tag>}
      </p>
      {review.words && <blockquote className={styles.words}>“{review.words}”</blockquote>}
      {review.state === 'waiting' && review.publishDueAt && (
        <p className="soft small">
          Shown once {review.educator.name} has rated too, at the latest{' '}
          <Instant at={review.publishDueAt} />.
        </p>
      )}
      {changeable ? (
        <details>
          <summary>
            Change it <span className="visually-hidden">: {review.educator.name}</span>
          </summary>
          <DeedForm intent={`change-${review.id}`} className="stack">
            <input type="hidden" name="id" value={review.id} />
            <RatingFields name={review.educator.name} given={review} />
            <div>
              <DeedButton>Save the review</DeedButton>
            </div>
          </DeedForm>
        </details>
      ) : (
        review.changeableFrom && (
          <p className="soft small">
            It can be changed again from <Instant at={review.changeableFrom} as="day" />.
          </p>
        )
      )}
    </>
  )
}

export const ErrorBoundary = () => <PageError who="whoever is signed in" />
