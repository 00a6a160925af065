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
import type { Sessions } from '../../api/types.ts'
import { ByDay } from '../../components/ByDay.tsx'
import { addressWith, ChoiceFilter, FilterForm } from '../../components/Filters.tsx'
import { originOf, shown } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { SessionRow } from '../../components/SessionRow.tsx'
import { EmptyState } from '../../components/states.tsx'
import { WeekCalendar } from '../../components/WeekCalendar.tsx'
import { LEVELS, languageName } from '../../format/words.ts'
import { readVisitor } from '../../visitor.ts'
import { LANGUAGES } from './languages.ts'
import styles from './sessions.module.css'
import { mondayOf, weekFrom } from './week.ts'

const FILTERS = ['kind', 'language', 'level', 'q', 'topic'] as const

type Facets = NonNullable<Sessions['facets']>

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const api = context.get(apiOf)
  const chosen = Object.fromEntries(FILTERS.map((name) => [name, search.get(name)]))
  if (search.get('view') !== 'week')
    return {
      week: null,
      sessions: await api.get<Sessions>('/api/sessions', {
        ...chosen,
        cursor: search.get('cursor'),
        limit: 20,
        facets: true,
      }),
    }
  const { reader } = await readVisitor(context)
  const week = weekFrom(search.get('week') ?? mondayOf(reader.now, reader.zone), reader.zone)
  const sessions = await api.get<Sessions>('/api/sessions', {
    ...chosen,
    from: week.from,
    to: week.to,
    limit: 100,
    facets: true,
  })
  return { week, sessions }
}

export const meta: MetaFunction = ({ matches }) =>
  shown(originOf(matches), {
    title: 'Classes and conversations',
    description:
      'Live classes and conversations with teachers and hosts, in small groups. See the time in your own zone, and the price before you book.',
    path: '/sessions',
  })

export default function SessionsPage() {
  const { sessions, week } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const filtered = FILTERS.some((name) => search.has(name))
  return (
    <>
      <PageHead
        title="Classes and conversations"
        lead="Live, in small groups. Free to cancel until 24 hours before."
        deeds={<Views />}
      />
      <FilterBar facets={sessions.facets} />
      {week ? (
        <WeekCalendar week={week} sessions={sessions.items} />
      ) : sessions.items.length > 0 ? (
        <ByDay items={sessions.items} at={({ start }) => start} keyOf={({ id }) => id}>
          {(session) => <SessionRow session={session} />}
        </ByDay>
      ) : (
        <EmptyState
          title={filtered ? 'Nothing fits these filters' : 'No sessions are planned yet'}
          deed={
            filtered && (
              <Button component={Link} to={pathname} variant="outline">
                Show all sessions
              </Button>
            )
          }
        >
          {filtered
            ? 'Leave one of them out, or look at another week.'
            : 'When educators publish classes and conversations, they stand here by day.'}
        </EmptyState>
      )}
      {!week && sessions.next && (
        <p className={styles.more}>
          <Button
            component={Link}
            variant="outline"
            to={addressWith(pathname, search, { cursor: sessions.next })}
          >
            Later sessions
          </Button>
        </p>
      )}
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

function FilterBar({ facets }: { facets: Facets | undefined }) {
  const [search] = useSearchParams()
  const count = (name: keyof Facets, value: string) => {
    const found = facets?.[name]?.find((facet) => facet.value === value)?.count
    return found === undefined ? '' : ` (${found})`
  }
  const languages = facets?.language?.map(({ value }) => value) ?? LANGUAGES
  return (
    <div className={styles.filters}>
      <FilterForm label="Sessions" keep={['view', 'week']}>
        <TextInput
          type="search"
          name="q"
          label="Search"
          placeholder="Topic, title, educator"
          defaultValue={search.get('q') ?? ''}
          key={`q${search.get('q')}`}
        />
        <NativeSelect
          name="kind"
          label="Kind"
          defaultValue={search.get('kind') ?? ''}
          key={`kind${search.get('kind')}`}
          data={[
            { value: '', label: 'All' },
            { value: 'class', label: `Classes${count('kind', 'class')}` },
            { value: 'conversation', label: `Conversations${count('kind', 'conversation')}` },
          ]}
        />
        <NativeSelect
          name="language"
          label="Language"
          defaultValue={search.get('language') ?? ''}
          key={`language${search.get('language')}`}
          data={[
            { value: '', label: 'All' },
            ...languages
              .map((value) => ({
                value,
                label: `${languageName(value)}${count('language', value)}`,
              }))
              .sort((one, other) => one.label.localeCompare(other.label)),
          ]}
        />
        <NativeSelect
          name="level"
          label="Level"
          defaultValue={search.get('level') ?? ''}
          key={`level${search.get('level')}`}
          data={[
            { value: '', label: 'All' },
            ...LEVELS.map((value) => ({ value, label: `${value}${count('level', value)}` })),
          ]}
        />
        <Button type="submit" variant="outline">
          Search
        </Button>
      </FilterForm>
    </div>
  )
}
