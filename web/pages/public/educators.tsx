import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { FoundEducators } from '../../api/types.ts'
import { keepOnFailure } from '../../components/deeds.ts'
import { EducatorCard } from '../../components/EducatorCard.tsx'
import { FilterColumn } from '../../components/FilterColumn.tsx'
import { Finding } from '../../components/Finding.tsx'
import { listed, originOf, shown } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { saveSearchAction } from '../../components/SaveSearch.tsx'
import { educatorPath } from '../../format/addresses.ts'
import { languageName } from '../../format/words.ts'
import { readVisitor } from '../../visitor.ts'
import styles from './educators.module.css'
import { askedOf, forSearchEngines } from './finding.ts'

const OF_SESSIONS = ['priceLevel', 'seats']

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const { reader, me } = await readVisitor(context)
  const asked = askedOf(search, reader.zone)
  for (const name of OF_SESSIONS) delete asked[name]
  const educators = await context.get(apiOf).get<FoundEducators>('/api/educators', {
    ...asked,
    sort: search.get('sort'),
    cursor: search.get('cursor'),
    limit: 24,
    facets: true,
  })
  return { educators, asked, signedIn: me.person !== null, query: `${search}` }
}

export const action = (args: ActionFunctionArgs) => saveSearchAction('educators', args)
export const clientAction = keepOnFailure

export const meta: MetaFunction<typeof loader> = ({ loaderData, matches }) => {
  const origin = originOf(matches)
  const search = new URLSearchParams(loaderData?.query)
  const language = search.get('language')
  const named = language ? `Educators of ${languageName(language)}` : 'Educators'
  return shown(origin, {
    title: named,
    description:
      'Instructors who give live classes and hosts who lead conversations: what they teach, what people say, when they are next free.',
    path: language && forSearchEngines(search) ? `/educators?language=${language}` : '/educators',
    hidden: !forSearchEngines(search),
    things: loaderData
      ? [
          listed(
            origin,
            named,
            loaderData.educators.items.map((educator) => ({
              name: educator.name,
              path: educatorPath(educator),
            })),
          ),
        ]
      : [],
  })
}

export default function Educators() {
  const { educators, asked, signedIn } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Educators"
        lead="Instructors give live classes; hosts lead conversations. Ratings come only from people who were there."
        deeds={signedIn && <Link to="/for-you">Who fits you?</Link>}
      />
      <Finding
        of="educators"
        found={educators}
        asked={asked}
        signedIn={signedIn}
        filters={<Filters facets={educators.facets} signedIn={signedIn} />}
        isEmpty={educators.items.length === 0}
        nothingYet={{
          title: 'Nobody teaches here yet',
          says: 'When educators join, they stand here with what they teach.',
        }}
        more="More educators"
        below={
          <p className="small soft">
            <Link to="/ranking">How this order is made</Link>
          </p>
        }
      >
        {educators.promoted.length > 0 && (
          <section className={styles.promoted} aria-label="Shown by their plan">
            <p className="small soft">
              Shown here by their plan, another one each day. Below they stand where{' '}
              <Link to="/ranking">the ranking</Link> puts them.
            </p>
            <Cards educators={educators.promoted} />
          </section>
        )}
        <Cards educators={educators.items} />
      </Finding>
    </>
  )
}

function Cards({ educators }: { educators: FoundEducators['items'] }) {
  return (
    <ul className={styles.grid}>
      {educators.map((educator) => (
        <li key={educator.id}>
          <EducatorCard educator={educator} />
        </li>
      ))}
    </ul>
  )
}

function Filters({ facets, signedIn }: { facets: FoundEducators['facets']; signedIn: boolean }) {
  return (
    <FilterColumn
      label="Educators"
      placeholder="Name or topic"
      kinds={{ label: 'Who', choices: { class: 'Instructors', conversation: 'Hosts' } }}
      speaks="Speaks"
      orders={{
        usual: 'Best first',
        others: { rating: 'Best rated first', price: 'Cheapest first', name: 'By name' },
      }}
      facets={facets}
      signedIn={signedIn}
    />
  )
}
