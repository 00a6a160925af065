import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { OwnStanding } from '../../api/types.ts'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState } from '../../components/states.tsx'
import { personOf } from '../../visitor.ts'
import { FACTORS } from '../public/factors.ts'
import styles from './standing.module.css'

export async function loader({ context }: LoaderFunctionArgs) {
  await personOf(context)
  return context.get(apiOf).get<OwnStanding>('/api/educator/standing')
}

export const meta = titled('Where you stand')

const percent = (share: number) => `${Math.round(share * 100)} %`

export default function Standing() {
  const { standing } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Where you stand"
        lead={
          <>
            What decides your place in searches, and what would raise it.{' '}
            <Link to="/ranking">How ranking works</Link> ·{' '}
            <Link to="/teach/quality">How your teaching goes</Link>
          </>
        }
      />
      {standing === null ? (
        <EmptyState title="Not reckoned yet">
          Within the hour your numbers stand here. Until then you are found as somebody new.
        </EmptyState>
      ) : (
        <div className="stack">
          <Panel
            title={`Your score: ${percent(standing.score)}`}
            note={
              <>
                Reckoned <Instant at={standing.reckonedAt} />, again every hour.
                {standing.penalty > 0 &&
                  ` ${percent(standing.penalty)} are taken off for sessions that did not take place.`}
              </>
            }
          >
            <ul className={styles.factors}>
              {standing.factors.map(({ factor, weight, value }) => (
                <li key={factor}>
                  <span className={styles.name}>{FACTORS[factor]?.name ?? factor}</span>
                  <span className="small soft">weighs {weight} %</span>
                  <span className={styles.bar} aria-hidden="true">
                    <span style={{ width: `${value * 100}%` }} />
                  </span>
                  <span className="figures">{percent(value)}</span>
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title="What would raise it" note="The largest gain first.">
            {standing.raises.length === 0 ? (
              <p>Nothing: every part is full.</p>
            ) : (
              <ol className={styles.raises}>
                {standing.raises.map(({ says }) => (
                  <li key={says}>{says}</li>
                ))}
              </ol>
            )}
          </Panel>
        </div>
      )}
    </>
  )
}
