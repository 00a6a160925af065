import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Inventory, TrialLine } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { Amount, Figure } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { ownerOf, plain } from '../../../format/books.ts'
import { isZero } from '../../../format/money.ts'
import { difference } from '../../../format/sums.ts'
import { AccountLink } from './AccountLink.tsx'
import { asked } from './asked.ts'
import { BooksHead } from './BooksHead.tsx'
import { currenciesIn } from './currencies.ts'

export const meta = () => [{ title: 'Message stock · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const what = await asked(request, context)
  const { asOf, currency } = what
  const api = context.get(apiOf)
  const [stock, trial] = await Promise.all([
    api.get<Inventory>('/api/ledger/inventory', { asOf, currency }),
    api.get<Page<TrialLine>>('/api/ledger/trial-balance', { asOf }),
  ])
  return { what, stock, currencies: currenciesIn(trial.items) }
}

/** What message stock is worth at cost, lot by lot, in the order in which it will be used. */
export default function InventoryPage() {
  const { what, stock, currencies } = useLoaderData<typeof loader>()
  const { currency } = what
  const apart = difference(stock.total, stock.account)
  return (
    <>
      <BooksHead
        title="Message stock"
        asked={what}
        currencies={currencies}
        csv="/operate/books/inventory.csv"
      />
      <Panel
        title={
          <>
            Worth <Amount value={stock.total} /> at cost
          </>
        }
        note="What came in first is used first, at the price that was paid for it."
        side={
          <>
            {isZero(apart) ? (
              <Tag tone="good">Equals the account</Tag>
            ) : (
              <Tag tone="bad">Not what the account says</Tag>
            )}{' '}
            <AccountLink purpose="inventory" asset={currency} />: <Amount value={stock.account} />
          </>
        }
      >
        <DataTable
          caption="Lots of message stock"
          rows={stock.lots}
          keyOf={({ id }) => id}
          columns={[
            {
              head: 'Lot',
              title: true,
              cell: (lot) => (
                <Link to={`/operate/books/lots/${lot.id}`}>
                  {providerOf(lot.account)}, lot {lot.id}
                </Link>
              ),
            },
            {
              head: 'Bought',
              cell: (lot) => (
                <Link to={`/operate/books/journals/${lot.journalId}`}>
                  <Instant at={lot.issuedAt} as="short-day" />
                </Link>
              ),
            },
            {
              head: 'Good until',
              wideOnly: true,
              cell: ({ expiresAt }) =>
                expiresAt ? <Instant at={expiresAt} as="short-last-day" /> : 'no end',
            },
            { head: 'Came in', numeric: true, cell: ({ issued }) => <Amount value={issued} /> },
            { head: 'Left', numeric: true, cell: ({ left }) => <Amount value={left} /> },
            {
              head: `Paid, ${currency}`,
              numeric: true,
              cell: ({ paid }) => <Figure value={paid} />,
            },
            {
              head: `Worth, ${currency}`,
              numeric: true,
              cell: ({ cost }) => <Figure value={cost} />,
            },
          ]}
          foot={['Together', '', '', '', '', '', <Figure key="total" value={stock.total} />]}
          empty={
            <EmptyState title="No stock by then">
              Messages bought wholesale stand here at what was paid for them, until they are sent.
            </EmptyState>
          }
        />
      </Panel>
    </>
  )
}

/** `provider:twilio/stock` → `Twilio` */
const providerOf = (account: string) => plain(ownerOf(account.split('/')[0] ?? '').id)

export const ErrorBoundary = () => <PageError who="administrators and finance" />
