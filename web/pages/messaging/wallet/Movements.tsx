import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { MessagePurchases, WalletStatement } from '../../../api/wallets.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Tag, type Tone } from '../../../components/Tag.tsx'
import { ASSET_NAME, Units } from './units.tsx'

const KINDS = ['SMS', 'WHATSAPP', 'EMAIL'] as const

/** Which kind of credits the address asks for. */
export const kindIn = (search: URLSearchParams): (typeof KINDS)[number] =>
  KINDS.find((kind) => kind === search.get('kind')) ?? 'SMS'

/** What came in and went out of one kind, with what was there afterwards. */
export function Statement({
  statement: { items, next },
  kind,
  file,
}: {
  statement: WalletStatement
  kind: string
  file: string
}) {
  return (
    <Panel
      title="Statement"
      note="What is reserved for messages on their way has not moved yet."
      side={
        <Button component="a" href={file} variant="outline" size="xs">
          CSV
        </Button>
      }
    >
      <div className="stack">
        <ChoiceFilter
          name="kind"
          label="Kind of credits"
          chosen="SMS"
          choices={KINDS.map((value) => ({ value, label: ASSET_NAME[value]! }))}
        />
        <DataTable
          caption={`Movements of ${ASSET_NAME[kind]}`}
          rows={items}
          keyOf={({ transfer }) => transfer}
          empty="Nothing has moved yet."
          columns={[
            { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
            { head: 'What', title: true, cell: ({ what }) => what },
            {
              head: 'Credits',
              numeric: true,
              cell: ({ units }) => (
                <>
                  {units > 0 ? '+' : ''}
                  <Units units={units} asset={kind} />
                </>
              ),
            },
            {
              head: 'Left',
              numeric: true,
              cell: ({ balance }) => <Units units={balance} asset={kind} />,
            },
          ]}
        />
        <Pager next={next} />
      </div>
    </Panel>
  )
}

const STATE: Record<MessagePurchases['items'][number]['state'], [Tone, string]> = {
  waiting: ['attention', 'to be paid'],
  paid: ['good', 'paid'],
  expired: ['plain', 'not paid in time'],
  cancelled: ['plain', 'given up'],
}

/** Orders of message credits; `deedsOf`: what can be done about one. */
export function Purchases({
  items,
  deedsOf,
}: {
  items: MessagePurchases['items']
  deedsOf: (purchase: MessagePurchases['items'][number]) => ReactNode
}) {
  return (
    <Panel title="Purchases">
      <DataTable
        caption="Orders of message credits"
        rows={items}
        keyOf={({ order }) => order}
        empty="Nothing was bought yet."
        columns={[
          { head: 'Order', title: true, cell: ({ number }) => number },
          { head: 'What', cell: ({ what }) => what },
          { head: 'Total', numeric: true, cell: ({ total }) => <Amount value={total} /> },
          {
            head: 'State',
            cell: ({ state, byItself }) => (
              <>
                <Tag tone={STATE[state][0]}>{STATE[state][1]}</Tag>
                {byItself && ' by itself'}
              </>
            ),
          },
          { head: 'When', cell: ({ placedAt }) => <Instant at={placedAt} as="short-moment" /> },
          { head: 'Open', cell: deedsOf },
        ]}
      />
    </Panel>
  )
}
