import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Ranking } from '../../api/types.ts'
import { originOf, shown } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { FACTORS, type Rules } from './factors.ts'
import styles from './ranking.module.css'

export async function loader({ context }: LoaderFunctionArgs) {
  return { ranking: await context.get(apiOf).get<Ranking>('/api/ranking') }
}

export const meta: MetaFunction = ({ matches }) =>
  shown(originOf(matches), {
    title: 'How ranking works',
    description:
      'What decides the order of educators in a search, with every weight and number. Nobody can pay for a better place.',
    path: '/ranking',
  })

export default function RankingPage() {
  const { ranking } = useLoaderData<typeof loader>()
  const rules = ranking.rules as unknown as Rules
  return (
    <>
      <PageHead
        title="How ranking works"
        lead="The order of educators is reckoned from what happened, by the formula below. It is the one that runs: this page is made from the same numbers."
      />
      <div className="stack">
        <Panel
          title="The score"
          note="Each part is between 0 and 1, and weighs what stands beside it."
        >
          <table className={styles.table}>
            <caption className="visually-hidden">Parts of the score and their weights</caption>
            <thead>
              <tr>
                <th scope="col">What counts</th>
                <th scope="col">Weight</th>
                <th scope="col">How</th>
              </tr>
            </thead>
            <tbody>
              {ranking.weights.map(({ factor, weight }) => (
                <tr key={factor}>
                  <th scope="row">{FACTORS[factor]?.name ?? factor}</th>
                  <td className="figures">{weight} %</td>
                  <td>{FACTORS[factor]?.how(rules)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
        <Panel title="What is taken off">
          <p className="prose">
            {rules.cancelled} % for each session of the last {rules.completionDays} days that the
            educator called off, {rules.absent} % for each one they did not come to, up to{' '}
            {rules.penaltyMost} % in all. Whoever lets sessions down again and again is not shown
            for a while.
          </p>
        </Panel>
        <Panel title="Equals take turns">
          <p className="prose">
            Scores closer than a thousandth are equal. Among equals, the day decides: another one is
            first each day, by a draw that anybody could repeat. In the same search on the same day,
            everybody sees the same order. A name that has your words in it comes before texts that
            do.
          </p>
        </Panel>
        <Panel title="Nobody pays for a place">
          <p className="prose">
            Money is no part of the score. Some educators’ plans show them above the list, in slots
            that say so; in the list itself they stand where their score puts them.
          </p>
          <p className="prose">
            Badges and the featured places on the front page are given by rule, from ratings,
            sessions held and answers; nobody can pay for them, and they change nothing in the
            score.
          </p>
          <p className="prose">
            Educators see their own numbers, and what would raise them, on{' '}
            <Link to="/teach/standing">Where you stand</Link>.
          </p>
        </Panel>
      </div>
    </>
  )
}
