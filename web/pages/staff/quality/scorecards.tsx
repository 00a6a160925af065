import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { ScorecardLine } from '../../../api/quality.ts'
import type { Page } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { FilterForm } from '../../../components/Filters.tsx'
import { SelectField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { FINDING_NAMES, qualityFigure } from '../../../format/quality.ts'
import { personOf } from '../../../visitor.ts'
import { QualityNav } from './QualityNav.tsx'

export const meta = () => [{ title: 'Scorecards · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  await personOf(context)
  const search = new URL(request.url).searchParams
  const asked = search.get('finding') ?? ''
  const found = asked === 'any' || undefined
  const finding = asked === 'any' || asked === '' ? undefined : asked
  const cards = await context.get(apiOf).get<Page<ScorecardLine>>('/api/quality/scorecards', {
    found,
    finding,
    cursor: search.get('cursor'),
    limit: 40,
  })
  return { cards, asked }
}

export default function Scorecards() {
  const { cards, asked } = useLoaderData<typeof loader>()
  const figure = (line: ScorecardLine, name: string) => {
    const one = line.card.lines.find((other) => other.name === name)!
    return qualityFigure(one.value, one.unit)
  }
  return (
    <>
      <PageHead title="Scorecards" lead="Everybody who teaches, as reckoned last night." />
      <QualityNav />
      <Panel>
        <div className="stack">
          <FilterForm label="Find scorecards">
            <SelectField
              name="finding"
              label="Show"
              defaultValue={asked}
              data={[
                { value: '', label: 'Everybody' },
                { value: 'any', label: 'Something is not met' },
                ...Object.entries(FINDING_NAMES).map(([value, name]) => ({
                  value,
                  label: `Not met: ${name}`,
                })),
              ]}
            />
            <Button type="submit" variant="outline">
              Show
            </Button>
          </FilterForm>
          <DataTable
            caption="Scorecards"
            rows={cards.items}
            keyOf={({ educatorId }) => educatorId}
            columns={[
              {
                head: 'Name',
                title: true,
                cell: (line) => (
                  <Link to={`/operate/quality/educators/${line.educatorId}`}>{line.name}</Link>
                ),
              },
              { head: 'Held', numeric: true, cell: ({ card }) => card.held },
              { head: 'Took place', numeric: true, cell: (line) => figure(line, 'completion') },
              { head: 'Rating', numeric: true, cell: (line) => figure(line, 'rating') },
              { head: 'Answers', numeric: true, cell: (line) => figure(line, 'answers') },
              { head: 'On time', numeric: true, cell: (line) => figure(line, 'punctual') },
              {
                head: 'Not met',
                cell: ({ findings }) =>
                  findings.length === 0 ? (
                    <Tag tone="good">Fine</Tag>
                  ) : (
                    <Tag tone="attention">
                      {findings.map((name) => FINDING_NAMES[name]).join(', ')}
                    </Tag>
                  ),
              },
            ]}
            empty={
              <EmptyState title="Nobody fits">Scorecards are reckoned every night.</EmptyState>
            }
          />
          <Pager next={cards.next} />
        </div>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError />
