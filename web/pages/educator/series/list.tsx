import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Series } from '../../../api/asking.ts'
import { apiOf } from '../../../api/context.ts'
import type { Page } from '../../../api/types.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { useReader } from '../../../format/reader.tsx'
import { kindName } from '../../../format/words.ts'
import styles from '../../series/series.module.css'
import { endWords, ruleWords } from '../../series/words.ts'

export const meta = () => [{ title: 'My series · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  return { series: (await context.get(apiOf).get<Page<Series>>('/api/series')).items }
}

export default function MySeries() {
  const { series } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const make = (
    <Button component={Link} to="/teach/series/new">
      New series
    </Button>
  )
  return (
    <>
      <PageHead
        title="Series"
        lead="The same hour every week, planned eight weeks ahead."
        deeds={series.length > 0 && make}
      />
      <Panel>
        {series.length === 0 ? (
          <EmptyState title="No series yet" deed={make}>
            A series plans its sessions by itself, on the clock of where you live. Learners can book
            all of its dates in one go.
          </EmptyState>
        ) : (
          <ul className={styles.dates}>
            {series.map((one) => (
              <li key={one.id}>
                <span className={styles.date}>
                  <Link to={`/teach/series/${one.id}`} className="strong">
                    {one.session.title}
                  </Link>
                  <br />
                  <span className="soft" suppressHydrationWarning>
                    {kindName(one.kind)} · {ruleWords(one.rule, locale)},{' '}
                    {endWords(one.rule, locale)}
                  </span>
                </span>
                {one.state === 'stopped' ? <Tag>Stopped</Tag> : <Tag tone="good">Running</Tag>}
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
