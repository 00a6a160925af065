import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { OtpFigures, OtpRules } from '../../../api/inbox.ts'
import { Chart } from '../../../components/Chart.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { CodeRules, codeRulesIn } from './CodeRules.tsx'
import { Stopped } from './Stopped.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Codes · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/organizations/${params.organizationId}/otp`
  const [rules, figures] = await Promise.all([
    api.get<OtpRules>(`${at}/rules`),
    api.get<OtpFigures>(`${at}/figures`, { days: '30' }),
  ])
  return { rules, figures, at }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const at = `/api/organizations/${params.organizationId}/otp`
  return attempt(intent, async () => {
    if (intent.startsWith('lift:')) {
      await api.post(`${at}/stops/${intent.slice(5)}/lift`)
      return { said: 'Codes go there again, and are counted anew.' }
    }
    await api.put(`${at}/rules`, codeRulesIn(form))
    return { said: 'Kept. Codes that are out keep the rules they were sent by.' }
  })
}

/** One-time passwords: how they went, what was stopped, and their rules. */
export default function CodesPage() {
  const { figures, at } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Codes"
        lead="One-time passwords that your own system sends by the API, and checks by it. They go before everything else."
      />
      <MessagingNav />
      <div className="stack-wide">
        {figures.stops.map((stop) => (
          <Stopped key={stop.country} stop={stop} />
        ))}
        <Standing figures={figures} />
        <ByCountry figures={figures} />
        {figures.days.length > 1 && (
          <Chart
            title="Codes by day"
            note="Sent, and used by whoever asked for them"
            kind="bar"
            along="Day"
            points={figures.days.map(({ day, sent, verified }) => ({ x: day, sent, verified }))}
            series={[
              { name: 'sent', label: 'Sent', tone: 'soft' },
              { name: 'verified', label: 'Used', tone: 'accent' },
            ]}
          />
        )}
        <Rules />
        <Panel title="For your own system">
          <p>
            Send one with <code>POST {at}</code> and its number; check what was typed with{' '}
            <code>POST {at}/verify</code> and the id that you were answered with. The answer is the
            same for every number, so nobody learns from it who has an account.
          </p>
        </Panel>
      </div>
    </>
  )
}

const percent = (part: number, of: number) =>
  of === 0 ? '–' : `${Math.round((100 * part) / of)} %`

function Standing({ figures: { countries } }: { figures: OtpFigures }) {
  const sum = (name: 'sent' | 'delivered' | 'verified' | 'locked' | 'blocked') =>
    countries.reduce((total, one) => total + one[name], 0)
  const sent = sum('sent')
  return (
    <StatFigures
      label="Codes of the last 30 days"
      stats={[
        { label: 'Sent', figure: sent, note: `${percent(sum('delivered'), sent)} delivered` },
        { label: 'Used', figure: sum('verified'), note: percent(sum('verified'), sent) },
        { label: 'Locked', figure: sum('locked'), note: 'after too many wrong guesses' },
        { label: 'Not sent', figure: sum('blocked'), note: 'addresses that nothing is sent to' },
      ]}
    />
  )
}

const ByCountry = ({ figures: { countries } }: { figures: OtpFigures }) => (
  <Panel title="By country" note="The last 30 days">
    <DataTable
      caption="Codes by country"
      rows={countries}
      keyOf={({ country }) => country ?? 'e-mail'}
      columns={[
        { head: 'Country', title: true, cell: ({ country }) => country ?? 'By e-mail' },
        { head: 'Sent', numeric: true, cell: ({ sent }) => sent },
        {
          head: 'Delivered',
          numeric: true,
          cell: ({ sent, delivered }) => percent(delivered, sent),
        },
        { head: 'Used', numeric: true, cell: ({ sent, verified }) => percent(verified, sent) },
        { head: 'Locked', numeric: true, cell: ({ locked }) => locked },
        { head: 'Not sent', numeric: true, cell: ({ blocked }) => blocked },
        {
          head: 'State',
          cell: ({ stopped }) =>
            stopped ? <Tag tone="bad">Stopped</Tag> : <Tag tone="good">Open</Tag>,
        },
      ]}
      empty={
        <EmptyState title="No codes yet">
          What your system sends is counted here by country: sent, delivered, used.
        </EmptyState>
      }
    />
  </Panel>
)

function Rules() {
  const { rules } = useLoaderData<typeof loader>()
  return (
    <Panel title="Rules" note="Owners and administrators set them.">
      <CodeRules rules={rules} />
    </Panel>
  )
}

export const ErrorBoundary = () => (
  <PageError who="owners, administrators, managers and billing of this organization" />
)
