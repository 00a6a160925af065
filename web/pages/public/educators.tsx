import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
  useLocation,
  useSearchParams,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { FoundEducators } from '../../api/types.ts'
import { keepOnFailure } from '../../components/deeds.ts'
import { EducatorCard } from '../../components/EducatorCard.tsx'
import { addressWith } from '../../components/Filters.tsx'
import {
  Chips,
  Choose,
  ChooseLanguage,
  ChooseLevel,
  ChoosePrice,
  ChooseRating,
  ChooseWhen,
  Finding,
  Meant,
  NothingFound,
  SearchForm,
} from '../../components/Finding.tsx'
import { listed, originOf, shown } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { SaveSearch, saveSearchAction } from '../../components/SaveSearch.tsx'
import { EmptyState } from '../../components/states.tsx'
import { educatorPath } from '../../format/addresses.ts'
import { languageName } from '../../format/words.ts'
import { readVisitor } from '../../visitor.ts'
import styles from './educators.module.css'
import { askedOf, chipsOf, forSearchEngines } from './finding.ts'
import { LANGUAGES } from './languages.ts'

const MORE = ['hours', 'within', 'days', 'priceMin', 'priceMax', 'rating', 'speaks', 'sort']
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
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  return (
    <>
      <PageHead
        title="Educators"
        lead="Instructors give live classes; hosts lead conversations. Ratings come only from people who were there."
        deeds={signedIn && <Link to="/for-you">Who fits you?</Link>}
      />
      <Finding filters={<Filters facets={educators.facets} signedIn={signedIn} />}>
        <Chips
          search={search}
          side={signedIn && <SaveSearch of="educators" asked={asked} chips={chipsOf(search)} />}
        />
        <Meant didYouMean={educators.didYouMean} />
        {educators.promoted.length > 0 && (
          <section className={styles.promoted} aria-label="Shown by their plan">
            <p className="small soft">
              Shown here by their plan, another one each day. Below they stand where{' '}
              <Link to="/ranking">the ranking</Link> puts them.
            </p>
            <Cards educators={educators.promoted} />
          </section>
        )}
        {educators.items.length > 0 ? (
          <Cards educators={educators.items} />
        ) : chipsOf(search).length > 0 ? (
          <NothingFound what="educators" near={educators.near} levels={educators.facets?.level} />
        ) : (
          <EmptyState title="Nobody teaches here yet">
            When educators join, they stand here with what they teach.
          </EmptyState>
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
        <p className="small soft">
          <Link to="/ranking">How this order is made</Link>
        </p>
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
  const count = (value: string) =>
    facets && (facets.kind.find((one) => one.value === value)?.count ?? 0)
  return (
    <SearchForm
      label="Educators"
      placeholder="Name or topic"
      moreNames={MORE}
      more={
        <>
          <ChooseWhen mine={signedIn} />
          <ChoosePrice />
          <ChooseRating facet={facets?.rating} />
          <ChooseLanguage
            name="speaks"
            label="Speaks"
            facet={facets?.speaks}
            otherwise={LANGUAGES}
          />
          <Choose
            name="sort"
            label="Order"
            all="Best first"
            choices={[
              { value: 'rating', label: 'Best rated first' },
              { value: 'price', label: 'Cheapest first' },
              { value: 'name', label: 'By name' },
            ]}
          />
        </>
      }
    >
      <Choose
        name="kind"
        label="Who"
        choices={[
          { value: 'class', label: 'Instructors', count: count('class') },
          { value: 'conversation', label: 'Hosts', count: count('conversation') },
        ]}
      />
      <ChooseLanguage
        name="language"
        label="Language"
        facet={facets?.language}
        otherwise={LANGUAGES}
      />
      <ChooseLevel facet={facets?.level} />
    </SearchForm>
  )
}
