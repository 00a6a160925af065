import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Commission } from '../../../api/teaching.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter, FilterForm } from '../../../components/Filters.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { percent } from '../../../format/money.ts'
import { useReader } from '../../../format/reader.tsx'
import { CommissionState } from '../../educator/CommissionState.tsx'
import { useMay } from '../may.ts'
import { PAID_BY, SOURCES } from './commission-words.ts'

export const meta = () => [{ title: 'Commissions · Stoa' }]

/** What the address may say; days are whole days of UTC, as in the books. */
const FILTERS = ['state', 'paidBy', 'source', 'currency', 'frozen', 'educator', 'payout'] as const

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const asked = askedIn(search)
  const commissions = await api.get<Page<Commission>>('/api/commissions', {
    ...asked,
    cursor: search.get('cursor'),
    limit: 40,
  })
  const people = commissions.items.map(({ educatorId: id }) => ({ type: 'person', id }))
  return {
    commissions,
    names: await namesOf(api, people),
    file: `/api/commissions/export?${new URLSearchParams(asked)}`,
  }
}

/** The filters of the address as the API takes them; a day that is none is left out. */
function askedIn(search: URLSearchParams): Record<string, string> {
  const asked: Record<string, string> = {}
  for (const name of FILTERS) {
    const value = search.get(name)
    if (value) asked[name] = value
  }
  const from = dayOf(search.get('from'), 0)
  const to = dayOf(search.get('to'), 1)
  return { ...asked, ...(from && { from }), ...(to && { to }) }
}

/** The first moment of a day, or of so many days after it. */
function dayOf(text: string | null, later: number): string | undefined {
  const moment = text && /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  if (!moment || Number.isNaN(moment.getTime())) return undefined
  moment.setUTCDate(moment.getUTCDate() + later)
  return moment.toISOString()
}

export default function Commissions() {
  const { commissions, names, file } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const { locale } = useReader()
  const may = useMay()
  return (
    <>
      <PageHead
        title="Commissions"
        lead="What every booking and sale brought whom, latest session first: each opens to what it is of, its journals and its payout."
        deeds={
          may('finance') && (
            <Button component="a" href={file} variant="outline">
              As CSV
            </Button>
          )
        }
      />
      <Panel
        title="All of them"
        side={
          <ChoiceFilter
            name="state"
            label="Which commissions"
            choices={[
              { value: '', label: 'All' },
              { value: 'pending', label: 'Waiting' },
              { value: 'held', label: 'Held' },
              { value: 'available', label: 'Available' },
              { value: 'in_payout', label: 'On their way' },
              { value: 'paid', label: 'Paid' },
              { value: 'taken_back', label: 'Taken back' },
              { value: 'cancelled', label: 'Cancelled' },
            ]}
          />
        }
      >
        <div className="stack">
          <FilterForm label="Find commissions" keep={['state', 'educator', 'payout']}>
            <NativeSelect
              name="paidBy"
              label="Paid by"
              defaultValue={search.get('paidBy') ?? ''}
              data={choices('Anything', PAID_BY)}
            />
            <NativeSelect
              name="source"
              label="For"
              defaultValue={search.get('source') ?? ''}
              data={choices('Anything', SOURCES)}
            />
            <NativeSelect
              name="frozen"
              label="Frozen"
              defaultValue={search.get('frozen') ?? ''}
              data={[
                { value: '', label: 'Or not' },
                { value: 'yes', label: 'Only frozen' },
              ]}
            />
            <TextInput
              type="date"
              name="from"
              label="Sessions from"
              defaultValue={search.get('from') ?? ''}
            />
            <TextInput type="date" name="to" label="to" defaultValue={search.get('to') ?? ''} />
            <Button type="submit" variant="outline">
              Find
            </Button>
          </FilterForm>
          <DataTable
            caption="Commissions"
            rows={commissions.items}
            keyOf={({ id }) => id}
            columns={[
              { head: 'Session', cell: (one) => <Instant at={one.sessionAt} as="short-day" /> },
              {
                head: 'Of',
                title: true,
                cell: (one) => <Link to={`/operate/commissions/${one.id}`}>{one.title}</Link>,
              },
              {
                head: 'To',
                cell: (one) => (
                  <>
                    <Link to={`/operate/educators/${one.educatorId}`}>
                      {nameIn(names, { type: 'person', id: one.educatorId }) ?? one.educatorId}
                    </Link>
                    {one.part === 'institution' && <span className="soft"> (institution)</span>}
                  </>
                ),
              },
              { head: 'State', cell: (one) => <CommissionState commission={one} /> },
              { head: 'Paid by', wideOnly: true, cell: (one) => PAID_BY[one.paidBy] },
              { head: 'Price', numeric: true, cell: (one) => <Amount value={one.gross} /> },
              { head: 'Rate', numeric: true, cell: (one) => percent(one.rate, locale) },
              { head: 'Share', numeric: true, cell: (one) => <Amount value={one.net} /> },
            ]}
            empty={
              <EmptyState title="No such commissions">
                Each seat that is booked makes one; it is earned when its session has been held.
              </EmptyState>
            }
          />
          <Pager next={commissions.next} />
        </div>
      </Panel>
    </>
  )
}

const choices = (all: string, words: Record<string, string>) => [
  { value: '', label: all },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
]

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
