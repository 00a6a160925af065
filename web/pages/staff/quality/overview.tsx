import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Featured, Quality } from '../../../api/quality.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { Chart } from '../../../components/Chart.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import {
  FINDING_NAMES,
  MEASURE_NAMES,
  qualityFigure,
  reasonsWords,
} from '../../../format/quality.ts'
import { personOf } from '../../../visitor.ts'
import { QualityNav } from './QualityNav.tsx'

export const meta = () => [{ title: 'Quality · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  await personOf(context)
  const api = context.get(apiOf)
  const [found, featured] = await Promise.all([
    api.get<Quality>('/api/quality'),
    api.get<Page<Featured>>('/api/featured'),
  ])
  return { found, featured: featured.items }
}

const NAMES: Record<string, string> = {
  rating: 'Rating',
  completion: 'Sessions that took place',
  cancelled: 'Called off by educators',
  technical: 'With technical problems',
  answers: 'Middle time to answer',
}

export default function QualityOverview() {
  const { found, featured } = useLoaderData<typeof loader>()
  const missed = found.targets.filter(({ met }) => met === false)
  return (
    <>
      <PageHead
        title="Quality"
        lead={
          found.targets.length === 0
            ? 'Every night the sessions of the last months are looked at. The first figures stand here tomorrow.'
            : missed.length === 0
              ? 'Every target that can be judged is met.'
              : `Not met: ${missed.map(({ name }) => NAMES[name]!.toLowerCase()).join(', ')}.`
        }
        deeds={
          <Button component="a" href="/operate/quality.csv" variant="outline">
            Scorecards as CSV
          </Button>
        }
      />
      <QualityNav />
      <div className="stack-wide">
        <StatFigures
          label="What waits for somebody"
          stats={[
            { label: 'Next step by staff', figure: found.waiting.length, to: '#waiting' },
            { label: 'Coaching', figure: found.coaching, to: '/operate/quality/queue' },
            { label: 'Appeals', figure: found.appeals, to: '/operate/quality/queue' },
            { label: 'Sessions to audit', figure: found.audits, to: '/operate/quality/audits' },
          ]}
        />
        {found.targets.length > 0 && <Targets found={found} />}
        {found.days.length > 1 && <Trend days={found.days} />}
        <Panel
          id="waiting"
          title="Whose next step is yours"
          note="Something is below its threshold, the step before did not help, and the next one is not taken by itself."
        >
          <DataTable
            caption="Whose next step is yours"
            rows={found.waiting}
            keyOf={({ educatorId }) => educatorId}
            columns={[
              {
                head: 'Who',
                title: true,
                cell: (one) => (
                  <Link to={`/operate/quality/educators/${one.educatorId}`}>{one.name}</Link>
                ),
              },
              { head: 'Next step', cell: ({ measure }) => MEASURE_NAMES[measure] },
              { head: 'Not met', cell: ({ findings }) => reasonsWords(findings) },
            ]}
            empty={<EmptyState title="Nobody">Nothing waits for a decision of yours.</EmptyState>}
          />
        </Panel>
        <FeaturedPanel featured={featured} />
        {found.findings.length > 0 && (
          <Panel title="What is not met, and by how many">
            <DataTable
              caption="What is not met"
              rows={found.findings}
              keyOf={({ name }) => name}
              columns={[
                {
                  head: 'What',
                  title: true,
                  cell: ({ name }) => (
                    <Link to={`/operate/quality/educators?finding=${name}`}>
                      {FINDING_NAMES[name]}
                    </Link>
                  ),
                },
                { head: 'Educators', numeric: true, cell: ({ educators }) => educators },
              ]}
            />
          </Panel>
        )}
      </div>
    </>
  )
}

function Targets({ found }: { found: Quality }) {
  return (
    <Panel
      title="Targets"
      note={`The whole platform over the last ${found.windowDays} days, as of last night.`}
    >
      <DataTable
        caption="Targets"
        rows={found.targets}
        keyOf={({ name }) => name}
        columns={[
          { head: 'What', title: true, cell: ({ name }) => NAMES[name] },
          { head: 'Is', numeric: true, cell: ({ value, unit }) => qualityFigure(value, unit) },
          { head: 'Of', numeric: true, cell: ({ counted }) => counted },
          {
            head: 'Target',
            cell: ({ side, goal, unit }) =>
              `${side === 'least' ? 'at least' : 'under'} ${qualityFigure(goal, unit)}`,
          },
          {
            head: 'State',
            cell: ({ met }) =>
              met === null ? (
                <Tag>Nothing counted</Tag>
              ) : met ? (
                <Tag tone="good">Met</Tag>
              ) : (
                <Tag tone="attention">Not met</Tag>
              ),
          },
        ]}
      />
    </Panel>
  )
}

/** Who is featured this week, by which figures, with what it brings them. */
function FeaturedPanel({ featured }: { featured: Featured[] }) {
  return (
    <Panel
      title="Featured this week"
      note={
        <>
          Picked on Monday by the rule among the <Link to="/operate/rules">other rules</Link>; shown
          on the front page.
        </>
      }
    >
      <DataTable
        caption="Featured this week"
        rows={featured}
        keyOf={({ educatorId }) => educatorId}
        columns={[
          {
            head: 'Who',
            title: true,
            cell: ({ educatorId, name }) => (
              <Link to={`/operate/quality/educators/${educatorId}`}>{name}</Link>
            ),
          },
          {
            head: 'Why',
            cell: ({ why }) =>
              `${qualityFigure(why.rating, 'stars')} of ${why.reviews} reviews, ${why.held} held, ${qualityFigure(why.completion, 'share')} took place; one of ${why.among} who fitted`,
          },
          { head: 'Bonus', numeric: true, cell: ({ bonus }) => <Amount value={bonus} /> },
        ]}
        empty={
          <EmptyState title="Nobody">
            Who is top rated and dependable is picked on Monday.
          </EmptyState>
        }
      />
    </Panel>
  )
}

const percent = (share: number | null) => (share === null ? 0 : share / 100)

/** The platform night by night. */
function Trend({ days }: { days: Quality['days'] }) {
  return (
    <Chart
      title="What went wrong, night by night"
      note="Percent of promised sessions that did not take place, and of held ones with technical problems."
      kind="line"
      along="Night"
      points={days.map(({ day, technical, completion }) => ({
        x: day,
        technical: percent(technical),
        missing: completion === null ? 0 : Number((100 - completion / 100).toFixed(2)),
      }))}
      series={[
        { name: 'missing', label: 'Did not take place, %', tone: 'warm' },
        { name: 'technical', label: 'Technical, %', tone: 'accent' },
      ]}
    />
  )
}

export const ErrorBoundary = () => <PageError />
