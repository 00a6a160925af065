import { type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { EducatorDetail, Page, SessionCard } from '../../api/types.ts'
import { ByDay } from '../../components/ByDay.tsx'
import { breadcrumbs, originOf, shown } from '../../components/meta.ts'
import { Portrait } from '../../components/Portrait.tsx'
import { Reviews } from '../../components/Reviews.tsx'
import { SessionRow } from '../../components/SessionRow.tsx'
import { Stars } from '../../components/Stars.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useReader } from '../../format/reader.tsx'
import { clock, place } from '../../format/time.ts'
import { capital, counted, languageName } from '../../format/words.ts'
import styles from './educator.module.css'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [educator, sessions] = await Promise.all([
    api.get<EducatorDetail>(`/api/educators/${params.id}`),
    api.get<Page<SessionCard>>('/api/sessions', { educatorId: params.id, limit: 20 }),
  ])
  return { educator, sessions }
}

export const meta: MetaFunction<typeof loader> = ({ loaderData, matches }) => {
  if (!loaderData) return [{ title: 'Educator · Stoa' }]
  const { educator } = loaderData
  const origin = originOf(matches)
  const path = `/educators/${educator.id}`
  return shown(origin, {
    title: educator.name,
    description:
      educator.about?.slice(0, 200) ||
      `${educator.name} teaches live on Stoa. See the next sessions.`,
    path,
    things: [
      {
        '@type': 'Person',
        name: educator.name,
        description: educator.about ?? '',
        url: `${origin}${path}`,
        knowsLanguage: educator.languages ?? [],
        jobTitle: educator.kinds.includes('instructor') ? 'Instructor' : 'Host',
      },
      breadcrumbs(origin, [
        { name: 'Educators', path: '/educators' },
        { name: educator.name, path },
      ]),
    ],
  })
}

export default function Educator() {
  const { educator, sessions } = useLoaderData<typeof loader>()
  const { locale, now } = useReader()
  return (
    <>
      <header className={styles.head}>
        <Portrait name={educator.name} size="huge" />
        <div>
          <h1 tabIndex={-1}>{educator.name}</h1>
          <p className={styles.tags}>
            {educator.kinds.map((kind) => (
              <Tag key={kind} tone="accent">
                {capital(kind)}
              </Tag>
            ))}
            <Tag tone="good">{capital(educator.tier)}</Tag>
            {(educator.languages ?? []).map((language) => (
              <Tag key={language}>{languageName(language)}</Tag>
            ))}
          </p>
          <p className="soft">
            <Stars rating={educator.rating} count={educator.reviewCount} />
            {educator.reviewCount > 0 && ` from ${counted(educator.reviewCount, 'review')}`} ·{' '}
            {counted(educator.sessionsHeld, 'session')} held ·{' '}
            <span suppressHydrationWarning>
              {place(educator.zone)}, where it is {clock(now, locale, educator.zone)}
            </span>
          </p>
        </div>
      </header>
      {educator.about && <p className="prose">{educator.about}</p>}
      <section className={styles.next}>
        <h2>Next sessions</h2>
        {sessions.items.length === 0 ? (
          <p className="soft">
            {educator.name} has nothing planned right now. New sessions stand here as soon as they
            are published.
          </p>
        ) : (
          <ByDay items={sessions.items} at={({ start }) => start} keyOf={({ id }) => id}>
            {(session) => <SessionRow session={session} />}
          </ByDay>
        )}
      </section>
      <Reviews reviews={educator.reviews ?? []} name={educator.name} />
    </>
  )
}
