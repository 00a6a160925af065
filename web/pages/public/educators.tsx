import { Button, NativeSelect, TextInput } from '@mantine/core'
import {
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
  useLocation,
  useSearchParams,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { EducatorCard, Page } from '../../api/types.ts'
import { addressWith, FilterForm } from '../../components/Filters.tsx'
import { Instant } from '../../components/Instant.tsx'
import { originOf, shown } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Portrait } from '../../components/Portrait.tsx'
import { Stars } from '../../components/Stars.tsx'
import { EmptyState } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { capital, counted, languageName } from '../../format/words.ts'
import styles from './educators.module.css'
import { LANGUAGES } from './languages.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const educators = await context.get(apiOf).get<Page<EducatorCard>>('/api/educators', {
    q: search.get('q'),
    kind: search.get('kind'),
    language: search.get('language'),
    cursor: search.get('cursor'),
    limit: 24,
  })
  return { educators }
}

export const meta: MetaFunction = ({ matches }) =>
  shown(originOf(matches), {
    title: 'Educators',
    description:
      'Instructors who give live classes and hosts who lead conversations: what they teach, what people say, when they are next free.',
    path: '/educators',
  })

export default function Educators() {
  const { educators } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  return (
    <>
      <PageHead
        title="Educators"
        lead="Instructors give live classes; hosts lead conversations. Ratings come only from people who were there."
      />
      <div className={styles.filters}>
        <FilterForm label="Educators">
          <TextInput
            type="search"
            name="q"
            label="Search"
            placeholder="Name or topic"
            defaultValue={search.get('q') ?? ''}
          />
          <NativeSelect
            name="kind"
            label="Who"
            defaultValue={search.get('kind') ?? ''}
            data={[
              { value: '', label: 'All' },
              { value: 'class', label: 'Instructors' },
              { value: 'conversation', label: 'Hosts' },
            ]}
          />
          <NativeSelect
            name="language"
            label="Language"
            defaultValue={search.get('language') ?? ''}
            data={[
              { value: '', label: 'All' },
              ...LANGUAGES.map((value) => ({ value, label: languageName(value) })),
            ]}
          />
          <Button type="submit" variant="outline">
            Search
          </Button>
        </FilterForm>
      </div>
      {educators.items.length === 0 ? (
        <EmptyState
          title="Nobody fits these filters"
          deed={
            <Button component={Link} to={pathname} variant="outline">
              Show all educators
            </Button>
          }
        >
          Leave one of them out, and more people appear.
        </EmptyState>
      ) : (
        <ul className={styles.grid}>
          {educators.items.map((educator) => (
            <li key={educator.id}>
              <Card educator={educator} />
            </li>
          ))}
        </ul>
      )}
      {educators.next && (
        <p className={styles.more}>
          <Button
            component={Link}
            variant="outline"
            to={addressWith(pathname, search, { cursor: educators.next })}
          >
            More educators
          </Button>
        </p>
      )}
    </>
  )
}

function Card({ educator }: { educator: EducatorCard }) {
  return (
    <article className={styles.card}>
      <div className={styles.who}>
        <Portrait name={educator.name} size="large" />
        <div>
          <h2 className={styles.name}>
            <Link to={`/educators/${educator.id}`}>{educator.name}</Link>
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
      {(educator.headline || educator.about) && (
        <p className={styles.about}>{educator.headline || educator.about}</p>
      )}
      {educator.next && (
        <p className="small soft">
          Next: <Instant at={educator.next.start} />
        </p>
      )}
    </article>
  )
}
