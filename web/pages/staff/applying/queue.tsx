import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Queue } from '../../../api/applying.ts'
import { apiOf } from '../../../api/context.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter, FilterForm } from '../../../components/Filters.tsx'
import { SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { applicationState, kindsWords, taughtLanguages } from '../../../format/applying.ts'
import { countries, countryName } from '../../../format/countries.ts'
import { languageName } from '../../../format/words.ts'

export const meta = titled('Applications')

export async function loader({ context, request }: LoaderFunctionArgs) {
  const filters = Object.fromEntries(new URL(request.url).searchParams) as Record<
    string,
    string | undefined
  >
  const { state, reviewer, kind, language, country, words, late, cursor } = filters
  const queue = await context.get(apiOf).get<Queue>('/api/applications', {
    state,
    reviewer,
    kind,
    language,
    country,
    words,
    late: late === 'yes' ? true : undefined,
    cursor,
  })
  return { queue, filters, countries: countries(), languages: taughtLanguages() }
}

/** Who would like to teach, the most urgent first. */
export default function ApplicationQueue() {
  const { queue, filters, ...lists } = useLoaderData<typeof loader>()
  const { byState, late, nobody } = queue.counts
  const waiting = ['sent', 'in_review', 'answered', 'interview'].reduce(
    (sum, state) => sum + (byState[state] ?? 0),
    0,
  )
  const all = { value: '', label: 'All' }
  return (
    <>
      <PageHead
        title="Applications"
        lead={
          waiting === 0
            ? 'Nothing waits for a decision.'
            : `${waiting === 1 ? '1 application waits' : `${waiting} applications wait`} for a decision; ${nobody === 0 ? 'each is with somebody' : `nobody has taken ${nobody === waiting ? (nobody === 1 ? 'it' : 'them') : nobody} yet`}.`
        }
        deeds={
          <>
            <Button component={Link} to="/operate/agreements" variant="outline">
              Agreements
            </Button>
            <Button component={Link} to="/operate/applications/numbers" variant="outline">
              Numbers
            </Button>
          </>
        }
      />
      <Panel>
        <div className="stack">
          <ChoiceFilter
            name="state"
            label="State"
            chosen=""
            choices={[
              { value: '', label: 'To decide', count: waiting },
              { value: 'sent', label: 'New', count: byState.sent ?? 0 },
              { value: 'answered', label: 'Answered', count: byState.answered ?? 0 },
              { value: 'interview', label: 'Talk', count: byState.interview ?? 0 },
              { value: 'more_asked', label: 'Wait for applicants', count: byState.more_asked ?? 0 },
              { value: 'approved', label: 'Approved' },
              { value: 'rejected', label: 'Rejected' },
              { value: 'withdrawn', label: 'Taken back' },
            ]}
          />
          <ChoiceFilter
            name="late"
            label="Their day"
            choices={[
              { value: '', label: 'Any day' },
              { value: 'yes', label: 'Past their day', count: late },
            ]}
          />
          <FilterForm label="Find applications" keep={['state', 'late']}>
            <TextField
              name="words"
              type="search"
              label="Name or e-mail"
              defaultValue={filters.words}
            />
            <SelectField
              name="reviewer"
              label="With"
              defaultValue={filters.reviewer}
              data={[
                { value: '', label: 'Anybody' },
                { value: 'me', label: 'Me' },
                { value: 'nobody', label: 'Nobody yet' },
              ]}
            />
            <SelectField
              name="kind"
              label="Would give"
              defaultValue={filters.kind}
              data={[
                { value: '', label: 'Both' },
                { value: 'class', label: 'Classes' },
                { value: 'conversation', label: 'Conversations' },
              ]}
            />
            <SelectField
              name="language"
              label="Language"
              defaultValue={filters.language}
              data={[all, ...lists.languages]}
            />
            <SelectField
              name="country"
              label="Country"
              defaultValue={filters.country}
              data={[all, ...lists.countries]}
            />
            <Button type="submit" variant="outline">
              Find
            </Button>
          </FilterForm>
          <DataTable
            caption="Applications"
            rows={queue.items}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'Name',
                title: true,
                cell: ({ id, name }) => <Link to={`/operate/applications/${id}`}>{name}</Link>,
              },
              {
                head: 'State',
                cell: ({ state }) => {
                  const [word, tone] = applicationState(state)
                  return <Tag tone={tone}>{word}</Tag>
                },
              },
              { head: 'Would give', cell: ({ kinds }) => kindsWords(kinds) },
              { head: 'Languages', cell: (row) => row.languages.map(languageName).join(', ') },
              {
                head: 'Country',
                cell: ({ country }) => (country ? countryName(country, lists.countries) : ''),
              },
              { head: 'Years', numeric: true, cell: ({ yearsTeaching }) => yearsTeaching },
              { head: 'With', cell: ({ reviewer }) => reviewer?.name ?? 'nobody' },
              {
                head: 'Decide by',
                cell: ({ decideBy, late: past }) => (
                  <>
                    <Instant at={decideBy} as="short-day" />{' '}
                    {past && <Tag tone="attention">late</Tag>}
                  </>
                ),
              },
            ]}
            empty={
              <EmptyState title="Nothing waits here">
                Applications appear here as soon as somebody sends one.
              </EmptyState>
            }
          />
          <Pager next={queue.next} />
        </div>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="reviewers" />
