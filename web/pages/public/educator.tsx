import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Badges } from '../../api/quality.ts'
import type { EducatorDetail } from '../../api/types.ts'
import { ByDay } from '../../components/ByDay.tsx'
import { breadcrumbs, originOf, shown } from '../../components/meta.ts'
import { onlyAt } from '../../components/onlyAt.ts'
import { Portrait } from '../../components/Portrait.tsx'
import { ReviewFigures } from '../../components/ReviewFigures.tsx'
import { Reviews } from '../../components/Reviews.tsx'
import { answering } from '../../components/responding.ts'
import { SessionRow } from '../../components/SessionRow.tsx'
import { Stars } from '../../components/Stars.tsx'
import { Tag } from '../../components/Tag.tsx'
import { WriteTo } from '../../components/WriteTo.tsx'
import { educatorPath, idIn } from '../../format/addresses.ts'
import { BADGE_NAMES } from '../../format/quality.ts'
import { useReader } from '../../format/reader.tsx'
import { clock, place } from '../../format/time.ts'
import { capital, counted, languageName, teacherName } from '../../format/words.ts'
import { useRoot } from '../../visitor.ts'
import { OneToOne } from '../lessons/OneToOne.tsx'
import type { Slots } from '../lessons/picking.ts'
import styles from './educator.module.css'
import { profileOf } from './things.ts'

export async function loader({ params, context, request }: LoaderFunctionArgs) {
  const educator = await context.get(apiOf).get<EducatorDetail>(`/api/educators/${idIn(params.id)}`)
  onlyAt(request, educatorPath(educator))
  const [slots, badges] = await Promise.all([
    context.get(apiOf).get<Slots>(`/api/educators/${educator.id}/slots`),
    context.get(apiOf).get<Badges>(`/api/educators/${educator.id}/badges`),
  ])
  return { educator, slots, badges: badges.items }
}

export const meta: MetaFunction<typeof loader> = ({ loaderData, matches }) => {
  if (!loaderData) return [{ title: 'Educator · Stoa' }]
  const { educator } = loaderData
  const origin = originOf(matches)
  const path = educatorPath(educator)
  return shown(origin, {
    title: educator.name,
    description:
      educator.headline ||
      educator.about.slice(0, 200) ||
      `${educator.name} teaches live on Stoa. See the next sessions.`,
    path,
    type: 'profile',
    things: [
      profileOf(origin, educator),
      breadcrumbs(origin, [
        { name: 'Educators', path: '/educators' },
        { name: educator.name, path },
      ]),
    ],
  })
}

export default function Educator() {
  const { educator, slots, badges } = useLoaderData<typeof loader>()
  const { locale, now } = useReader()
  const answers = answering(educator.response)
  const own = useRoot()?.me.person?.id === educator.id
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
            {badges.map((badge) => (
              <Tag key={badge} tone="warm">
                {BADGE_NAMES[badge]}
              </Tag>
            ))}
            {educator.languages.map((language) => (
              <Tag key={language}>{languageName(language)}</Tag>
            ))}
          </p>
          <p className="soft">
            <Stars rating={educator.rating} count={educator.reviewCount} />
            {educator.reviewCount > 0 &&
              `${educator.reviewCount < 3 ? ',' : ' from'} ${counted(educator.reviewCount, 'review')}`}{' '}
            · {counted(educator.sessionsHeld, 'session')} held ·{' '}
            <span suppressHydrationWarning>
              {place(educator.zone)}, where it is {clock(now, locale, educator.zone)}
            </span>
            {answers && ` · ${answers}`}
          </p>
        </div>
        {!own && (
          <div className={styles.write}>
            <WriteTo educator={educator.id} name={educator.name} />
          </div>
        )}
      </header>
      {educator.headline && <p className={styles.headline}>{educator.headline}</p>}
      {educator.about && <p className="prose">{educator.about}</p>}
      <OneToOne slots={slots} name={educator.name} />
      {slots.offered && !own && (
        <p>
          Meaning to stay?{' '}
          <Link to={`/packages/of/${educator.id}`}>Lessons with {educator.name} in packages</Link>
        </p>
      )}
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
      <Reviews reviews={educator.reviews} name={educator.name}>
        <ReviewFigures rank={educator.rank} />
      </Reviews>
    </>
  )
}
