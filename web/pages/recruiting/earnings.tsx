import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Outlook } from '../../api/joining.ts'
import { Amount } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { FactList } from '../../components/FactList.tsx'
import { SelectField, TextField } from '../../components/fields.tsx'
import { originOf, shown } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { StatFigures } from '../../components/StatFigures.tsx'
import { PageError } from '../../components/states.tsx'
import { isZero, percent } from '../../format/money.ts'
import { useReader } from '../../format/reader.tsx'
import { sum } from '../../format/sums.ts'
import { capital, counted } from '../../format/words.ts'
import styles from '../staff/money/prices.module.css'

export const meta: MetaFunction = ({ matches }) =>
  shown(originOf(matches), {
    title: 'What teaching brings',
    description:
      'Reckon what you would earn with live classes and conversations, seat by seat, before you apply.',
    path: '/teach-with-us/earnings',
  })

const FIELDS = ['kind', 'tier', 'price', 'seats', 'sessions', 'paidBy'] as const

/** What is asked for, as far as it can be reckoned with; the rest is as usual. */
function askedOf(request: Request): Record<string, string> {
  const search = new URL(request.url).searchParams
  const fits: Record<(typeof FIELDS)[number], RegExp> = {
    kind: /^(class|conversation)$/,
    tier: /^(beginner|intermediate|expert|master)$/,
    price: /^\d{1,4}(\.\d{1,2})?$/,
    seats: /^([1-9]\d?|[1-4]\d\d|500)$/,
    sessions: /^([1-9]|[1-7]\d|80)$/,
    paidBy: /^(credits|card)$/,
  }
  return Object.fromEntries(
    FIELDS.flatMap((name) => {
      const given = (search.get(name) ?? '').trim().replace(',', '.')
      return fits[name].test(given) ? [[name, given]] : []
    }),
  )
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = askedOf(request)
  const outlook = await context.get(apiOf).get<Outlook>('/api/teaching/outlook', asked)
  return outlook
}

/** What somebody would earn, before they apply: with the arithmetic of the commissions themselves. */
export default function Earnings() {
  const found = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const { asset } = found.price
  return (
    <>
      <PageHead
        title="What teaching brings"
        lead="Say how you would teach. The figures are reckoned seat by seat, exactly as your earnings would be."
        deeds={
          <Button component={Link} to="/teach-with-us/application">
            Apply to teach
          </Button>
        }
      />
      <div className="stack-wide">
        <Panel title="How you would teach">
          <form method="get" className="stack">
            <div className={styles.fields}>
              <SelectField
                name="kind"
                label="You lead"
                defaultValue={found.kind}
                data={[
                  { value: 'class', label: 'Live classes' },
                  { value: 'conversation', label: 'Conversations' },
                ]}
              />
              <TextField
                name="price"
                label={`Price of a seat, ${asset}`}
                inputMode="decimal"
                defaultValue={found.price.amount}
                required
              />
              <TextField
                name="seats"
                label="Seats that are taken"
                inputMode="numeric"
                defaultValue={found.seats}
                required
                description="1 for a lesson one to one"
              />
              <TextField
                name="sessions"
                label="Sessions a week"
                inputMode="numeric"
                defaultValue={found.sessions}
                required
              />
              <SelectField
                name="tier"
                label="Your tier"
                defaultValue={found.tier}
                data={found.ladder.map(({ tier, rate }) => ({
                  value: tier,
                  label: `${capital(tier)}, ${percent(rate, locale)}`,
                }))}
              />
              <SelectField
                name="paidBy"
                label="Learners pay"
                defaultValue={found.paidBy}
                data={[
                  { value: 'credits', label: 'with credits' },
                  { value: 'card', label: 'by card' },
                ]}
              />
            </div>
            <div>
              <Button type="submit">Reckon it</Button>
            </div>
          </form>
        </Panel>
        <StatFigures
          label="What it brings you"
          stats={[
            { label: 'A session', figure: <Amount value={found.perSession} /> },
            { label: 'A week', figure: <Amount value={found.perWeek} /> },
            {
              label: 'A month',
              figure: <Amount value={found.perMonth} />,
              note: 'a twelfth of 52 weeks',
            },
            {
              label: 'A year',
              figure: <Amount value={found.perYear} />,
              note: '52 weeks without a pause',
            },
          ]}
        />
        <Panel
          title="One seat"
          note="Before your own taxes. What is booked keeps the share of its day."
        >
          <FactList
            facts={[
              ['A learner pays', <Amount key="price" value={found.price} />],
              [`Your share of ${percent(found.rate, locale)}`, <Share key="share" found={found} />],
              !isZero(found.seat.cardFee) && [
                'The card’s usual fee',
                <>
                  <Amount value={found.seat.cardFee} />, borne by{' '}
                  {found.feeBearer === 'educator' ? 'you' : 'the platform'}
                </>,
              ],
              [
                'You get',
                <strong key="you">
                  <Amount value={found.seat.educator} />
                </strong>,
              ],
              ['The platform keeps', <Amount key="platform" value={found.seat.platform} />],
            ]}
          />
        </Panel>
        <Panel
          title="How your share grows"
          note="Tiers rise by what you have held, and by what learners say of it."
        >
          <DataTable
            caption="Tiers"
            rows={found.ladder}
            keyOf={({ tier }) => tier}
            columns={[
              { head: 'Tier', title: true, cell: ({ tier }) => capital(tier) },
              { head: 'Your share', numeric: true, cell: ({ rate }) => percent(rate, locale) },
              {
                head: 'From',
                numeric: true,
                cell: ({ sessionsNeeded }) => counted(sessionsNeeded, 'session'),
              },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function Share({ found: { seat } }: { found: Outlook }) {
  return <Amount value={sum([seat.educator, seat.feeBorne], seat.educator.asset)} />
}

export const ErrorBoundary = () => <PageError />
