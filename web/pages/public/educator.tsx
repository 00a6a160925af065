import { type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { EducatorDetail } from '../../api/types.ts'
import { ByDay } from '../../components/ByDay.tsx'
import { breadcrumbs, originOf, shown } from '../../components/meta.ts'
import { Portrait } from '../../components/Portrait.tsx'
import { Reviews } from '../../components/Reviews.tsx'
import { SessionRow } from '../../components/SessionRow.tsx'
import { Stars } from '../../components/Stars.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useReader } from '../../format/reader.tsx'
import { clock, place } from '../../format/time.ts'
import { capital, counted, languageName, teacherName } from '../../format/words.ts'
import styles from './educator.module.css'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const educator = await context.get(apiOf).get<EducatorDetail>(`/api/educators/${params.id}`)
  return { educator }
}

export const meta: MetaFunction<typeof loader> = ({ loaderData, matches }) => {
  if (!loaderData) return [{ title: 'Educator · Stoa' }]
  const { educator } = loaderData
  const origin = originOf(matches)
  const path = `/educators/${educator.id}`
  return shown(origin, {
    title: educator.name,
    description:
      educator.headline ||
      educator.about.slice(0, 200) ||
      `${educator.name} teaches live on Stoa. See the next sessions.`,
    path,
    things: [
      {
        '@type': 'Person',
        name: educator.name,
        description: educator.about,
        url: `${origin}${path}`,
        knowsLanguage: educator.languages,
        jobTitle: teacherName(educator.kinds[0] ?? 'class'),
      },
      breadcrumbs(origin, [
        { name: 'Educators', path: '/educators' },
        { name: educator.name, path },
      ]),
    ],
  })
}

export default function Educator() {
  const { educator } = useLoaderData<typeof loader>()
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
                {teacherName(kind)}
              </Tag>
            ))}
            <Tag tone="good">{capital(educator.tier)}</Tag>
            {educator.languages.map((language) => (
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
      {educator.headline && <p className={styles.headline}>{educator.headline}</p>}
      {educator.about && <p className="prose">{educator.about}</p>}
      <section className={styles.next}>
        <h2>Next sessions</h2>
        {educator.sessions.length === 0 ? (
          <p className="soft">
            {educator.name} has nothing planned right now. New sessions stand here as soon as they
            are published.
          </p>
        ) : (
          <ByDay items={educator.sessions} at={({ start }) => start} keyOf={({ id }) => id}>
            {(session) => <SessionRow session={session} />}
          </ByDay>
        )}
      </section>
      <Histogram stars={educator.stars} />
      <Reviews reviews={educator.reviews} name={educator.name} />
    </>
  )
}

/** How the stars fall, best first; only once there are reviews. */
function Histogram({ stars }: { stars: number[] }) {
  const all = stars.reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  return (
    <section className={styles.next}>
      <h2>How people rated</h2>
      <table className={styles.histogram}>
        <caption className="visually-hidden">Reviews by stars</caption>
        <tbody>
          {stars
            .map((count, index) => ({ count, number: index + 1 }))
            .reverse()
            .map(({ count, number }) => (
              <tr key={number}>
                <th scope="row">{counted(number, 'star')}</th>
                <td className={styles.bar}>
                  <span style={{ width: `${(100 * count) / all}%` }} />
                </td>
                <td className="figures">{count}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  )
}
