import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { DryRun, Minimums as Given, Payout, PayoutRun } from '../../../api/teaching.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PayoutTag } from '../../../components/PayoutTag.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { useReader } from '../../../format/reader.tsx'
import { shortDay } from '../../../format/time.ts'
import { counted } from '../../../format/words.ts'
import { Minimums } from './Minimums.tsx'
import { NextRun } from './NextRun.tsx'
import { Runs } from './Runs.tsx'

export const meta = () => [{ title: 'Payouts · Stoa' }]
export const clientAction = keepOnFailure

export async function loader({ context, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const api = context.get(apiOf)
  const [payouts, runs, next, minimums] = await Promise.all([
    api.get<Page<Payout>>('/api/payouts', {
      status: search.get('status'),
      cursor: search.get('cursor'),
      limit: 40,
    }),
    api.get<Page<PayoutRun>>('/api/payouts/runs', { limit: 5 }),
    api.get<DryRun>('/api/payouts/dry-run'),
    api.get<Given>('/api/payouts/minimums'),
  ])
  return { payouts, runs: runs.items, next, minimums }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const [deed, run] = intent.split(':')
  return attempt(intent, async () => {
    if (deed === 'pause' || deed === 'resume') {
      await api.post(`/api/payouts/runs/${run}/${deed}`)
      return { said: deed === 'pause' ? 'Paused.' : 'It goes on.' }
    }
    if (deed === 'minimum') {
      const currency = text(form, 'currency').toUpperCase()
      await api.post('/api/payouts/minimums', { currency, minimum: text(form, 'minimum') })
      return { said: 'Kept. It holds from the next payout on.' }
    }
    if (intent === 'schedule') {
      const { scheduled } = await api.post<{ scheduled: number }>('/api/host/payouts/schedule')
      return {
        said:
          scheduled === 0
            ? 'Nobody has enough available for a payout.'
            : `${counted(scheduled, 'payout')} set aside for the coming payout day.`,
      }
    }
    const { sent } = await api.post<{ sent: number }>('/api/host/payouts/process')
    return {
      said: sent === 0 ? 'No payout’s day has come.' : `${counted(sent, 'payout')} sent.`,
    }
  })
}

export default function Payouts() {
  const { payouts, runs, next, minimums } = useLoaderData<typeof loader>()
  const { locale, now } = useReader()
  const anyReason = payouts.items.some(({ reason }) => reason)
  const columns: Column<Payout>[] = [
    {
      head: 'Payout of',
      cell: (payout) => (
        <span suppressHydrationWarning>
          {shortDay(`${payout.scheduledFor}T12:00:00Z`, locale, 'UTC', now)}
        </span>
      ),
    },
    {
      head: 'To',
      title: true,
      cell: (payout) => (
        <Link to={`/operate/payouts/${payout.id}`}>{payout.payee.name ?? payout.payee.id}</Link>
      ),
    },
    { head: 'State', cell: (payout) => <PayoutTag status={payout.status} /> },
    { head: 'Made of', cell: (payout) => counted(payout.commissions, 'commission') },
    {
      head: 'Why not',
      cell: (payout) => payout.reason && <span className="soft">{payout.reason}</span>,
    },
    { head: 'Amount', numeric: true, cell: (payout) => <Amount value={payout.amount} /> },
  ]
  return (
    <>
      <PageHead
        title="Payouts"
        lead={
          <>
            Set aside and sent by themselves on the payout day of the{' '}
            <Link to="/operate/earning-rules">rules of earning</Link>; a run made by hand does
            nothing twice.
          </>
        }
        deeds={
          <>
            <DeedForm intent="schedule">
              <DeedButton variant="outline">Set payouts aside now</DeedButton>
            </DeedForm>
            <DeedForm intent="process">
              <DeedButton variant="outline">Send what is due</DeedButton>
            </DeedForm>
          </>
        }
      />
      <div className="stack-wide" style={{ gap: 24 }}>
        <NextRun next={next} />
        <Runs runs={runs} />
        <Panel
          title="Payouts"
          side={
            <ChoiceFilter
              name="status"
              label="Which payouts"
              choices={[
                { value: '', label: 'All' },
                { value: 'PENDING', label: 'Set aside' },
                { value: 'PROCESSING', label: 'On their way' },
                { value: 'COMPLETED', label: 'Paid' },
                { value: 'FAILED', label: 'Not paid' },
              ]}
            />
          }
        >
          <DataTable
            caption="Payouts"
            rows={payouts.items}
            keyOf={(payout) => payout.id}
            columns={columns.filter(({ head }) => head !== 'Why not' || anyReason)}
            empty={
              <EmptyState title="No such payouts">
                When educators have enough available, their payouts are listed here from the day
                they are set aside.
              </EmptyState>
            }
          />
          <Pager next={payouts.next} />
        </Panel>
        <Minimums minimums={minimums} />
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
