import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import type { Available } from '../../api/asking.ts'
import { apiOf } from '../../api/context.ts'
import type { Booking, Page } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { ChoiceFilter } from '../../components/Filters.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Portrait } from '../../components/Portrait.tsx'
import { useRereading } from '../../components/rereading.ts'
import { Stars } from '../../components/Stars.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { LEVELS, languageName } from '../../format/words.ts'
import { useRoot } from '../../visitor.ts'
import styles from './talk.module.css'

export const clientAction = keepOnFailure
export const meta = titled('Talk now')

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const language = search.get('language') ?? ''
  const level = search.get('level') ?? ''
  const everybody = await api.get<Page<Available>>('/api/instant')
  const found =
    language || level
      ? await api.get<Page<Available>>('/api/instant', { language, level })
      : everybody
  const languages = [...new Set(everybody.items.flatMap((one) => one.languages))].toSorted()
  return { available: found.items, languages, language, level }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  let asked = ''
  const outcome = await attempt(intent, async () => {
    const booking = await context.get(apiOf).deed<Booking>('/api/instant/ask', text(form, 'key'), {
      educatorId: text(form, 'educator'),
      language: text(form, 'language'),
      ...(text(form, 'level') ? { level: text(form, 'level') } : {}),
      minutes: Number(text(form, 'minutes')),
      creditAmount: { amount: text(form, 'seen'), asset: 'CREDIT' },
    })
    asked = booking.id
    return undefined
  })
  if (asked) throw redirect(`/bookings/${asked}`)
  return outcome
}

/** Who can be talked to this minute, and what it costs. */
export default function TalkNow() {
  const { available, languages, language, level } = useLoaderData<typeof loader>()
  useRereading(30, true)
  return (
    <>
      <PageHead
        title="Talk now"
        lead="Ask somebody who is available this minute. They have ten minutes to answer; until then your credits are set aside, and if they cannot, all of it comes back."
      />
      <Panel
        title={
          available.length === 0
            ? 'Nobody just now'
            : available.length === 1
              ? 'One person is available'
              : `${available.length} people are available`
        }
        side={
          <div className={styles.filters}>
            <ChoiceFilter
              name="language"
              label="Language"
              choices={[
                { value: '', label: 'Any language' },
                ...languages.map((tag) => ({ value: tag, label: languageName(tag) })),
              ]}
            />
            <ChoiceFilter
              name="level"
              label="My level"
              choices={[
                { value: '', label: 'Any level' },
                ...LEVELS.map((one) => ({ value: one, label: one })),
              ]}
            />
          </div>
        }
      >
        {available.length === 0 ? (
          <EmptyState
            title="Nobody is available this minute"
            deed={
              <Button component={Link} to="/sessions">
                Find a session
              </Button>
            }
          >
            This page looks again by itself. Conversations at a set time start every day.
          </EmptyState>
        ) : (
          <ul className={styles.list}>
            {available.map((one) => (
              <li key={one.educator.id}>
                <Person one={one} language={language} level={level} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  )
}

function Person({ one, language, level }: { one: Available; language: string; level: string }) {
  const { educator } = one
  return (
    <article className={styles.person} aria-labelledby={`who-${educator.id}`}>
      <Portrait name={educator.name} size="large" />
      <div>
        <h3 id={`who-${educator.id}`}>
          <Link to={`/educators/${educator.id}`}>{educator.name}</Link>
        </h3>
        <p className="soft">
          <Stars rating={educator.rating} count={educator.reviewCount} /> · until{' '}
          <Instant at={one.until} as="clock" />
        </p>
        <p className={styles.tags}>
          {one.languages.map((tag) => (
            <Tag key={tag} tone="accent">
              {languageName(tag)}
            </Tag>
          ))}
          {one.levels.map((name) => (
            <Tag key={name}>{name}</Tag>
          ))}
        </p>
      </div>
      <AskForms one={one} language={language || one.languages[0]!} level={level} />
    </article>
  )
}

/** One button for each length, with its price on it. Also offered where somebody else did not answer. */
export function AskForms({
  one,
  language,
  level,
}: {
  one: Available
  language: string
  level: string
}) {
  const person = useRoot()?.me.person
  if (!person)
    return (
      <Button component={Link} to="/sign-in?back=/talk" variant="outline">
        Sign in to ask
      </Button>
    )
  return (
    <div className={styles.deeds}>
      {one.lengths.map(({ minutes, price }) => (
        <DeedForm key={minutes} intent={`ask:${one.educator.id}:${minutes}`} action="/talk">
          <input type="hidden" name="educator" value={one.educator.id} />
          <input type="hidden" name="language" value={language} />
          <input type="hidden" name="level" value={level} />
          <input type="hidden" name="minutes" value={minutes} />
          <input type="hidden" name="seen" value={price.amount} />
          <DeedButton
            variant={minutes === one.lengths.at(-1)?.minutes ? 'filled' : 'outline'}
            fullWidth
          >
            <span className="visually-hidden">Ask {one.educator.name}: </span>
            {minutes} minutes,&nbsp;
            <Amount value={price} />
          </DeedButton>
        </DeedForm>
      ))}
    </div>
  )
}

export const ErrorBoundary = () => <PageError who="everybody" />
