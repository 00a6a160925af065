import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Page, Review } from '../../api/types.ts'
import type { ToWrite, Voices } from '../../api/voices.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { ChoiceFilter } from '../../components/Filters.tsx'
import { DeedButton, LongField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Pager } from '../../components/Pager.tsx'
import { Panel } from '../../components/Panel.tsx'
import { ReviewFigures } from '../../components/ReviewFigures.tsx'
import { ReviewText } from '../../components/Reviews.tsx'
import { answering } from '../../components/responding.ts'
import { StarsField } from '../../components/StarsField.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { useReader } from '../../format/reader.tsx'
import { capital, counted } from '../../format/words.ts'
import { personOf } from '../../visitor.ts'
import styles from './reviews.module.css'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const api = context.get(apiOf)
  const { id } = await personOf(context)
  const [voices, toRate, reviews] = await Promise.all([
    api.get<Voices>('/api/educator/reviews'),
    api.get<Page<ToWrite>>('/api/educator/learners-to-rate'),
    api.get<Page<Review>>('/api/reviews', {
      educatorId: id,
      unanswered: search.get('show') === 'unanswered' || null,
      cursor: search.get('cursor'),
    }),
  ])
  return { voices, toRate: toRate.items, reviews }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const [id, words] = [text(form, 'id'), text(form, 'words')]
  const reply = text(form, 'what') === 'reply'
  return attempt(text(form, 'intent'), async () => {
    if (reply) {
      await api.put(`/api/reviews/${id}/reply`, { words })
      return { said: 'Your answer stands below the review.' }
    }
    await api.post(`/api/bookings/${id}/learner-rating`, {
      stars: Number(text(form, 'stars')),
      words,
      privateNote: text(form, 'privateNote'),
    })
    return { said: 'Saved. If they have written about you, both of you can read it now.' }
  })
}

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Reviews · Stoa' }]

export default function EducatorReviews() {
  const { voices, toRate, reviews } = useLoaderData<typeof loader>()
  const answers = answering(voices.response)
  return (
    <>
      <PageHead
        title="Reviews"
        lead={
          voices.rank.count === 0
            ? 'Nobody has written about you in the last twelve months.'
            : `${counted(voices.rank.count, 'review')} in the last twelve months.`
        }
      />
      <div className="stack-wide">
        <Panel
          title="What they come to"
          note="The plain mean is shown from three reviews on; the other one ranks you in searches."
          side={<Link to="/ranking">How ranking works</Link>}
        >
          <ReviewFigures rank={voices.rank} />
          <Figures voices={voices} />
          {answers && <p className="soft">On your page: “{capital(answers)}”.</p>}
        </Panel>
        {toRate.length > 0 && <ToRate learners={toRate} />}
        <Panel
          title="What learners say"
          side={
            <ChoiceFilter
              name="show"
              label="Which reviews"
              choices={[
                { value: '', label: 'All' },
                { value: 'unanswered', label: 'Without an answer' },
              ]}
            />
          }
        >
          {reviews.items.length === 0 ? (
            <EmptyState title="None here">
              A review appears once you have rated the learner too, or a week after the session.
            </EmptyState>
          ) : (
            <ul className={styles.list}>
              {reviews.items.map((review) => (
                <li key={review.id}>
                  <ReviewText review={review} />
                  <Reply review={review} />
                </li>
              ))}
            </ul>
          )}
          <Pager next={reviews.next} />
        </Panel>
      </div>
    </>
  )
}

function Figures({ voices }: { voices: Voices }) {
  const { locale } = useReader()
  const figure = (value: number | null) =>
    value === null
      ? '–'
      : new Intl.NumberFormat(locale, {
          minimumFractionDigits: 2,
          maximumFractionDigits: 2,
        }).format(value)
  const { rank } = voices
  return (
    <dl className={styles.figures}>
      <div>
        <dt>Plain mean</dt>
        <dd suppressHydrationWarning>{figure(rank.mean)}</dd>
      </div>
      <div>
        <dt>Mean that ranks</dt>
        <dd suppressHydrationWarning>{figure(rank.bayes)}</dd>
      </div>
      <div>
        <dt>Stars given privately, 90 days</dt>
        <dd suppressHydrationWarning>
          {figure(voices.private.mean)}{' '}
          <span className="soft small">of {counted(voices.private.count, 'session')}</span>
        </dd>
      </div>
    </dl>
  )
}

/** Learners of the last week: neither side reads what the other wrote before both have written. */
function ToRate({ learners }: { learners: ToWrite[] }) {
  return (
    <Panel
      title="How was it to work with them?"
      note="For the learner and our staff, never in public. Once you have both written, or after a week, you read each other’s words."
    >
      <ul className={styles.list}>
        {learners.map((one) => (
          <li key={one.bookingId}>
            <details>
              <summary>
                <span className="strong">{one.person.name}</span>{' '}
                <span className="soft small">
                  after “{one.title}” · until <Instant at={one.until} as="short-moment" />
                </span>
              </summary>
              <DeedForm intent={`rate-${one.bookingId}`} className="stack">
                <input type="hidden" name="id" value={one.bookingId} />
                <StarsField name="stars" label={`Stars for ${one.person.name}`} />
                <LongField name="words" label={`For ${one.person.name}`} maxLength={2000} />
                <LongField
                  name="privateNote"
                  label="Only for our staff"
                  minRows={2}
                  maxLength={4000}
                />
                <div>
                  <DeedButton>Save for {one.person.name}</DeedButton>
                </div>
              </DeedForm>
            </details>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Reply({ review }: { review: Review }) {
  const { now } = useReader()
  const { reply } = review
  if (reply && Date.parse(reply.changeableUntil) < Date.parse(now)) return null
  return (
    <details className={styles.reply}>
      <summary>
        {reply ? 'Change the answer' : 'Answer in public'}{' '}
        <span className="visually-hidden">to {review.learner.name}</span>
      </summary>
      <DeedForm intent={`reply-${review.id}`} className="stack">
        <input type="hidden" name="what" value="reply" />
        <input type="hidden" name="id" value={review.id} />
        <LongField
          name="words"
          label="Your answer"
          description="One for each review; it can be changed for 24 hours."
          defaultValue={reply?.words ?? ''}
          maxLength={2000}
          required
        />
        <div>
          <DeedButton>{reply ? 'Save the answer' : 'Answer'}</DeedButton>
        </div>
      </DeedForm>
    </details>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
