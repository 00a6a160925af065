import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { BuyingFigures, Gift, PackageCard } from '../../../api/buying.ts'
import { apiOf } from '../../../api/context.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { counted } from '../../../format/words.ts'
import { GIFT, packageState } from '../../learner/buying/words.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [figures, packages, gifts] = await Promise.all([
    api.get<BuyingFigures>('/api/buying/figures'),
    api.get<Page<PackageCard>>('/api/packages', { as: 'staff', limit: 50 }),
    api.get<Page<Gift>>('/api/gifts', { all: true, limit: 50 }),
  ])
  return { figures, packages: packages.items, gifts: gifts.items }
}

export const meta = titled('Packages, gifts, fair use')

type Near = BuyingFigures['nearCap'][number]

const NEAR: Column<Near>[] = [
  {
    head: 'Learner',
    title: true,
    cell: (one) => <Link to={`/operate/people/${one.personId}`}>{one.name}</Link>,
  },
  { head: 'Of', cell: (one) => (one.kind === 'class' ? 'Classes' : 'Conversations') },
  { head: 'Used this month', numeric: true, cell: (one) => `${one.used} of ${one.cap}` },
]
const PACKAGES: Column<PackageCard>[] = [
  {
    head: 'Learner',
    title: true,
    cell: (one) => <Link to={`/packages/${one.id}`}>{one.learner.name}</Link>,
  },
  { head: 'Educator', cell: (one) => one.educator.name },
  {
    head: 'State',
    cell: (one) => {
      const [word, tone] = packageState(one)
      return <Tag tone={tone}>{word}</Tag>
    },
  },
  { head: 'Left', numeric: true, cell: (one) => `${one.left} of ${one.lessons}` },
  { head: 'Set aside', numeric: true, cell: (one) => <Amount value={one.value} /> },
]
const GIFTS: Column<Gift>[] = [
  { head: 'For', title: true, cell: (one) => <Link to={`/gifts/${one.id}`}>{one.to.name}</Link> },
  { head: 'What', cell: (one) => one.title ?? 'Credits' },
  { head: 'Worth', numeric: true, cell: (one) => <Amount value={one.amount} /> },
  { head: 'State', cell: (one) => <Tag tone={GIFT[one.state][1]}>{GIFT[one.state][0]}</Tag> },
  { head: 'Goes out', cell: (one) => <Instant at={one.sendAt} as="day" /> },
]

export default function StaffBuying() {
  const { figures, packages, gifts } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Packages, gifts, fair use"
        lead={
          <>
            <Amount value={figures.value} /> are set aside for {counted(figures.lessons, 'lesson')}{' '}
            of {counted(figures.packages, 'package')} that nobody has taken yet. One credit is{' '}
            <Amount value={figures.tokensPerCredit} />.
          </>
        }
      />
      <div className="stack-wide">
        <Panel title="Near the cap of fair use" note="Four fifths of it or more, this month.">
          <DataTable
            caption="Near the cap of fair use"
            columns={NEAR}
            rows={figures.nearCap}
            keyOf={(one) => `${one.personId} ${one.kind}`}
            empty={<EmptyState title="Nobody is near it" />}
          />
        </Panel>
        <Panel title="Packages">
          <DataTable
            caption="Packages"
            columns={PACKAGES}
            rows={packages}
            keyOf={({ id }) => id}
            empty={<EmptyState title="None sold yet" />}
          />
        </Panel>
        <Panel title="Gifts">
          <DataTable
            caption="Gifts"
            columns={GIFTS}
            rows={gifts}
            keyOf={({ id }) => id}
            empty={<EmptyState title="None given yet" />}
          />
        </Panel>
      </div>
    </>
  )
}
