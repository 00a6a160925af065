import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
  useSearchParams,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Sessions } from '../../api/types.ts'
import { ByDay } from '../../components/ByDay.tsx'
import { keepOnFailure } from '../../components/deeds.ts'
import { Choose, FilterColumn, withCounts } from '../../components/FilterColumn.tsx'
import { ChoiceFilter } from '../../components/Filters.tsx'
import { Finding } from '../../components/Finding.tsx'
import { listed, originOf, shown } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { saveSearchAction } from '../../components/SaveSearch.tsx'
import { SessionRow } from '../../components/SessionRow.tsx'
import { WeekCalendar } from '../../components/WeekCalendar.tsx'
import { sessionPath } from '../../format/addresses.ts'
import { languageName } from '../../format/words.ts'
import { readVisitor } from '../../visitor.ts'
import { askedOf, forSearchEngines } from './finding.ts'
import styles from './sessions.module.css'
import { mondayOf, weekFrom } from './week.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const api = context.get(apiOf)
  const { reader, me } = await readVisitor(context)
  const asked = askedOf(search, reader.zone)
  const signedIn = me.person !== null
  if (search.get('view') !== 'week') {
    const sessions = await api.get<Sessions>('/api/sessions', {
      ...asked,
      sort: search.get('sort'),
      cursor: search.get('cursor'),
      limit: 20,
      facets: true,
    })
    return { week: null, sessions, asked, signedIn, query: `${search}` }
  }
  const week = weekFrom(search.get('week') ?? mondayOf(reader.now, reader.zone), reader.zone)
  const sessions = await api.get<Sessions>('/api/sessions', {
    ...asked,
    from: week.from,
    to: week.to,
    limit: 100,
    facets: true,
  })
  return { week, sessions, asked, signedIn, query: `${search}` }
}

export const action = (args: ActionFunctionArgs) => saveSearchAction('sessions', args)
export const clientAction = keepOnFailure

export const meta: MetaFunction<typeof loader> = ({ loaderData, matches }) => {
  const origin = originOf(matches)
  const search = new URLSearchParams(loaderData?.query)
  const language = search.get('language')
  const named = language
    ? `${languageName(language)} classes and conversations`
    : 'Classes and conversations'
  return shown(origin, {
    title: named,
    description: `Live ${language ? `${languageName(language)} ` : ''}classes and conversations with teachers and hosts, in small groups. See the time in your own zone, and the price before you book.`,
    path: language && forSearchEngines(search) ? `/sessions?language=${language}` : '/sessions',
    hidden: !forSearchEngines(search),
    things: loaderData
      ? [
          listed(
            origin,
            named,
            loaderData.sessions.items.map((session) => ({
              name: session.title,
              path: sessionPath(session),
            })),
          ),
        ]
      : [],
  })
}

export default function SessionsPage() {
  const { sessions, week, asked, signedIn } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const byDay = !search.get('sort') || /start$/.test(search.get('sort') ?? '')
  return (
    <>
      <PageHead
        title="Classes and conversations"
        lead="Live, in small groups. Free to cancel until 24 hours before."
        deeds={<Views />}
      />
      <Finding
        of="sessions"
        found={sessions}
        asked={asked}
        signedIn={signedIn}
        filters={<Filters facets={sessions.facets} signedIn={signedIn} />}
        isEmpty={!week && sessions.items.length === 0}
        nothingYet={{
          title: 'No sessions are planned yet',
          says: 'When educators publish classes and conversations, they stand here by day.',
        }}
        more={week ? undefined : byDay ? 'Later sessions' : 'More sessions'}
      >
        {week ? (
          <WeekCalendar week={week} sessions={sessions.items} />
        ) : byDay ? (
          <ByDay items={sessions.items} at={({ start }) => start} keyOf={({ id }) => id}>
            {(session) => <SessionRow session={session} />}
          </ByDay>
        ) : (
          <>
            <h2 className="visually-hidden">Sessions found</h2>
            <ul className={styles.plain}>
              {sessions.items.map((session) => (
                <li key={session.id}>
                  <SessionRow session={session} withDay />
                </li>
              ))}
            </ul>
          </>
        )}
      </Finding>
    </>
  )
}

function Views() {
  return (
    <ChoiceFilter
      name="view"
      label="How to show"
      choices={[
        { value: '', label: 'List' },
        { value: 'week', label: 'Week' },
      ]}
    />
  )
}

const PRICES = { basic: 'Basic', standard: 'Standard', premium: 'Premium', private: 'Private' }

function Filters({ facets, signedIn }: { facets: Sessions['facets']; signedIn: boolean }) {
  return (
    <FilterColumn
      label="Sessions"
      keep={['view', 'week']}
      placeholder="Topic, title, educator"
      kinds={{ label: 'Kind', choices: { class: 'Classes', conversation: 'Conversations' } }}
      speaks="Educator speaks"
      orders={{
        usual: 'Soonest first',
        others: {
          best: 'Best first',
          rating: 'Best rated educators first',
          price: 'Cheapest first',
          '-price': 'Dearest first',
        },
      }}
      facets={facets}
      signedIn={signedIn}
      ownNames={['topic', 'priceLevel', 'seats']}
      own={
        <>
          <Choose
            name="topic"
            label="Topic"
            choices={(facets?.topic ?? []).map((one) => ({ ...one, label: one.value }))}
          />
          <Choose
            name="seats"
            label="Seats"
            all="Any"
            choices={[
              { value: '1', label: 'One free or more' },
              { value: '2', label: 'Two free or more' },
              { value: '4', label: 'Four free or more' },
            ]}
          />
          <Choose
            name="priceLevel"
            label="Price level"
            choices={withCounts(PRICES, facets?.priceLevel)}
          />
        </>
      }
    />
  )
}
