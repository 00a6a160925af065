import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { namesOf } from '../../../api/names.ts'
import type { Journal } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { addressWith, FilterForm } from '../../../components/Filters.tsx'
import { SelectField, TextField } from '../../../components/fields.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { addressWords, JOURNAL_KINDS, kindName } from '../../../format/books.ts'
import { days } from '../../../format/periods.ts'
import { asked } from './asked.ts'
import { BooksHead } from './BooksHead.tsx'
import { JournalTable, thingsOf } from './JournalTable.tsx'

export const meta = () => [{ title: 'Journals · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const search = new URL(request.url).searchParams
  const api = context.get(apiOf)
  const journals = await api.get<Page<Journal>>('/api/ledger/journals', {
    kind: search.get('kind'),
    about: search.get('about'),
    account: search.get('account'),
    currency: search.get('account') && search.get('currency'),
    ...days(search, what.zone),
    cursor: search.get('cursor'),
    limit: 50,
  })
  return { what, journals, names: await namesOf(api, thingsOf(journals.items)) }
}

export default function Journals() {
  const { what, journals, names } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const filled = (name: string) => search.get(name) ?? ''
  return (
    <>
      <BooksHead title="Journals" asked={what} of="nothing" csv="/operate/books/journals.csv" />
      <Panel>
        <div className="stack">
          {filled('account') && (
            <p>
              Only those that changed <b>{addressWords(filled('account'))}</b>.{' '}
              <Link to={addressWith('/operate/books/journals', search, { account: '' })}>
                Show all
              </Link>
            </p>
          )}
          <FilterForm label="Which journals" keep={['account', 'currency']}>
            <SelectField
              name="kind"
              label="What"
              defaultValue={filled('kind')}
              data={[
                { value: '', label: 'Everything' },
                ...JOURNAL_KINDS.map((kind) => ({ value: kind, label: kindName(kind) })),
              ]}
            />
            <TextField name="about" label="About (id)" defaultValue={filled('about')} />
            <TextField name="from" type="date" label="From" defaultValue={filled('from')} />
            <TextField name="to" type="date" label="To the end of" defaultValue={filled('to')} />
            <Button type="submit" variant="outline">
              Show
            </Button>
          </FilterForm>
          <JournalTable journals={journals.items} names={names} />
          <Pager next={journals.next} />
        </div>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
