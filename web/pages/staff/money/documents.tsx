import { Button, TextInput } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Page, PaperCard, Seller } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter, FilterForm } from '../../../components/Filters.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { PaperLink } from '../../billing/Papers.tsx'
import { useMay } from '../may.ts'

export const meta = () => [{ title: 'Documents · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const [papers, seller] = await Promise.all([
    api.get<Page<PaperCard>>('/api/documents/issued', {
      kind: search.get('kind'),
      search: search.get('search'),
      cursor: search.get('cursor'),
      limit: 40,
    }),
    api.get<Seller>('/api/seller'),
  ])
  return { papers, named: Boolean(seller.address && seller.taxId) }
}

export default function Documents() {
  const { papers, named } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const may = useMay()
  return (
    <>
      <PageHead
        title="Documents"
        lead={
          named
            ? 'Invoices, receipts and credit notes, latest first. Numbers have no gaps within a year.'
            : 'Documents do not say your address and tax number yet: most tax offices ask for both.'
        }
        deeds={
          <>
            <Button component="a" href={`/operate/documents.csv?${search}`} variant="outline">
              As CSV
            </Button>
            {may('finance') && (
              <Button component={Link} to="/operate/documents/seller" variant="outline">
                What they say of us
              </Button>
            )}
          </>
        }
      />
      <Panel
        title="All of them"
        side={
          <ChoiceFilter
            name="kind"
            label="Which documents"
            choices={[
              { value: '', label: 'All' },
              { value: 'invoice', label: 'Invoices' },
              { value: 'receipt', label: 'Receipts' },
              { value: 'credit_note', label: 'Credit notes' },
            ]}
          />
        }
      >
        <div className="stack">
          <FilterForm label="Find a document" keep={['kind']}>
            <TextInput
              type="search"
              name="search"
              label="Number, order, buyer’s name or e-mail"
              defaultValue={search.get('search') ?? ''}
              maxLength={80}
            />
            <Button type="submit" variant="outline">
              Find
            </Button>
          </FilterForm>
          <DataTable
            caption="Documents"
            rows={papers.items}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'Issued',
                cell: ({ issuedAt }) => <Instant at={issuedAt} as="short-moment" />,
              },
              { head: 'Document', title: true, cell: (paper) => <PaperLink paper={paper} /> },
              {
                head: 'Buyer',
                cell: ({ buyer }) =>
                  buyer.type === 'person' ? (
                    <Link to={`/operate/people/${buyer.id}`}>{buyer.name}</Link>
                  ) : (
                    buyer.name
                  ),
              },
              {
                head: 'Order',
                cell: ({ orderId }) => <Link to={`/operate/orders/${orderId}`}>Open</Link>,
              },
              {
                head: 'Net',
                numeric: true,
                wideOnly: true,
                cell: ({ net }) => <Amount value={net} />,
              },
              {
                head: 'Tax',
                numeric: true,
                wideOnly: true,
                cell: ({ tax }) => <Amount value={tax} />,
              },
              { head: 'Total', numeric: true, cell: ({ total }) => <Amount value={total} /> },
            ]}
            empty={
              <EmptyState title="No such documents">
                Each payment has an invoice and a receipt, and each refund a credit note.
              </EmptyState>
            }
          />
          <Pager next={papers.next} />
        </div>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
