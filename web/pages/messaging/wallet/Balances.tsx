import { Alert } from '@mantine/core'
import type { MessageWallet } from '../../../api/wallets.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { useReader } from '../../../format/reader.tsx'
import { ASSET_NAME, Days, Units } from './units.tsx'

/** Why nothing can be sent for now, where that is so. */
export function Suspended({ suspended }: Pick<MessageWallet, 'suspended'>) {
  if (!suspended) return null
  return (
    <Alert color="bad" variant="light" title="Sending is suspended">
      {suspended.reason.replace(/[.\s]+$/, '')}. Since <Instant at={suspended.at} as="day" />. The
      credits stay.
    </Alert>
  )
}

/** What there is of each kind, and how long it lasts. */
export const Balances = ({ balances }: Pick<MessageWallet, 'balances'>) => (
  <StatFigures
    label="What can be sent"
    stats={balances.map(({ asset, spendable, held, daysLeft, lots }) => ({
      label: ASSET_NAME[asset]!,
      figure: <Units units={spendable} asset={asset} />,
      note: (
        <>
          {held > 0 && (
            <>
              and <Units units={held} asset={asset} /> on their way ·{' '}
            </>
          )}
          <Lasting spendable={spendable} daysLeft={daysLeft} lots={lots} />
        </>
      ),
      ...(daysLeft !== null && daysLeft < 7 ? { tone: 'attention' as const } : {}),
    }))}
  />
)

type Lasts = Pick<MessageWallet['balances'][number], 'spendable' | 'daysLeft' | 'lots'>

/** How long it lasts at the pace of now; or until when it can be used, where that comes first. */
function Lasting({ spendable, daysLeft, lots }: Lasts) {
  const { now } = useReader()
  if (spendable === 0 || daysLeft === null) return <Days days={daysLeft} />
  const last = lots
    .map(({ expiresAt }) => expiresAt)
    .toSorted((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
    .at(-1)
  const usedUp = Date.parse(now) + daysLeft * 86_400_000
  if (last && usedUp > Date.parse(last))
    return (
      <>
        more than you use until <Instant at={last} as="short-day" />
      </>
    )
  return (
    <>
      lasts <Days days={daysLeft} />
    </>
  )
}

const SOURCE: Record<string, string> = {
  sale: 'bought',
  promotion: 'bonus',
  refund: 'came back',
}

/** Lots in the order in which they are used: the soonest end goes first. */
export function Lots({ balances }: Pick<MessageWallet, 'balances'>) {
  const lots = balances.flatMap(({ asset, lots }) => lots.map((lot) => ({ ...lot, asset })))
  return (
    <Panel title="What it is made of" note="What ends soonest is used first.">
      <DataTable
        caption="Credits by purchase"
        rows={lots}
        keyOf={({ id }) => id}
        empty="Nothing is here yet."
        columns={[
          { head: 'Kind', title: true, cell: ({ asset }) => ASSET_NAME[asset] },
          {
            head: 'From',
            cell: ({ source, frozen }) => (
              <>
                {SOURCE[source] ?? source}{' '}
                {frozen && <Tag tone="attention">waits for the payment</Tag>}
              </>
            ),
          },
          {
            head: 'Left',
            numeric: true,
            cell: ({ left, asset }) => <Units units={left} asset={asset} />,
          },
          {
            head: 'Of',
            numeric: true,
            cell: ({ issued, asset }) => <Units units={issued} asset={asset} />,
          },
          {
            head: 'Paid for the rest',
            numeric: true,
            cell: ({ paid }) => (paid ? <Amount value={paid} /> : '–'),
          },
          {
            head: 'Until',
            cell: ({ expiresAt }) => (expiresAt ? <Instant at={expiresAt} as="day" /> : 'for good'),
          },
        ]}
      />
    </Panel>
  )
}
