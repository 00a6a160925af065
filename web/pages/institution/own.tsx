import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Institution, Invitations, TheirEducators } from '../../api/joining.ts'
import type { Answer } from '../../api/types.ts'
import { Amount, Figure } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, SelectField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Pager } from '../../components/Pager.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PayoutTag } from '../../components/PayoutTag.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { countries } from '../../format/countries.ts'
import { percent } from '../../format/money.ts'
import { useReader } from '../../format/reader.tsx'
import { personOf } from '../../visitor.ts'
import { invited } from '../staff/institutions/deeds.ts'
import { Agreements } from './Agreements.tsx'
import { InviteForm } from './InviteForm.tsx'
import { DayName } from './Months.tsx'
import { Educators, Invited, Sums } from './Parts.tsx'

type Commissions = Answer<'/api/organizations/{organizationId}/teaching/commissions'>
type Payouts = Answer<'/api/organizations/{organizationId}/teaching/payouts'>

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Your institution · Stoa' }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const person = await personOf(context)
  const cursor = new URL(request.url).searchParams.get('cursor')
  const at = `/api/organizations/${params.id}/teaching`
  const [institution, educators, commissions, payouts, invitations] = await Promise.all([
    api.get<Institution>(at),
    api.get<TheirEducators>(`${at}/educators`, { limit: 100 }),
    api.get<Commissions>(`${at}/commissions`, { cursor, limit: 20 }),
    api.get<Payouts>(`${at}/payouts`, { limit: 10 }),
    api.get<Invitations>(`${at}/invitations`, { open: true, limit: 50 }),
  ])
  const role =
    person.memberships.find(({ organizationId }) => organizationId === params.id)?.role ?? ''
  return { institution, educators, commissions, payouts, invitations, role, places: countries() }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const at = `/api/organizations/${params.id}/teaching`
  const intent = text(form, 'intent')
  let url = ''
  const outcome = await attempt(intent, async () => {
    switch (intent.split(':')[0]) {
      case 'invite':
        await api.post(`${at}/invitations`, invited(form))
        return { said: 'Invited. They answer themselves.' }
      case 'withdraw':
        await api.delete(`${at}/invitations/${text(form, 'invitation')}`)
        return { said: 'Withdrawn.' }
      case 'let-go':
        await api.post(`${at}/educators/${text(form, 'educator')}/let-go`)
        return { said: 'They belong to Platform Creators now.' }
      default: {
        const payee = await api.post<{ url: string | null }>(`${at}/payee`, {
          country: text(form, 'country'),
        })
        url = payee.url ?? ''
        return { said: 'Your account is open.' }
      }
    }
  })
  if (url) throw redirect(url)
  return outcome
}

/** What the people of an institution see: who teaches for it, what it earns, where that goes. */
export default function OwnInstitution() {
  const { institution, educators, payouts, invitations, role } = useLoaderData<typeof loader>()
  const { zone } = useReader()
  const rules = role === 'owner' || role === 'admin'
  return (
    <>
      <PageHead
        title={institution.name}
        lead="Who teaches for you, and your own part of what their seats bring."
        deeds={
          <>
            {rules && <Link to={`/institution/${institution.id}/webhooks`}>Webhooks</Link>}
            {(rules || role === 'billing') && (
              <Link to={`/institution/${institution.id}/tax`}>Tax</Link>
            )}
            <Button
              component="a"
              href={`/institution/${institution.id}/statement.csv`}
              download
              variant="outline"
            >
              Download statement
            </Button>
          </>
        }
      />
      <div className="stack-wide">
        <Sums sums={institution.sums} />
        {institution.payee !== 'ready' && (rules || role === 'billing') && (
          <Bank state={institution.payee} />
        )}
        <Panel
          title="Your agreement"
          note="Of the price of each seat. The operator sets it; what was booked keeps the shares of its day."
        >
          <Agreements agreements={institution.agreements} />
        </Panel>
        <Panel
          title={`Educators (${institution.educators})`}
          note="Seats and earnings are those of the last 30 days."
        >
          <Educators
            educators={educators.items}
            to={({ id, name }) => <Link to={`/educators/${id}`}>{name}</Link>}
            {...(rules
              ? {
                  deed: ({ id, name }) => (
                    <DeedForm intent={`let-go:${id}`}>
                      <input type="hidden" name="educator" value={id} />
                      <DeedButton variant="subtle" size="compact-sm" aria-label={`Let go: ${name}`}>
                        Let go
                      </DeedButton>
                    </DeedForm>
                  ),
                }
              : {})}
          />
        </Panel>
        {(rules || invitations.items.length > 0) && (
          <Panel title="Invitations">
            <div className="stack">
              <Invited
                invitations={invitations.items}
                {...(rules
                  ? {
                      deed: ({ id, name }) => (
                        <DeedForm intent={`withdraw:${id}`}>
                          <input type="hidden" name="invitation" value={id} />
                          <DeedButton
                            variant="subtle"
                            size="compact-sm"
                            aria-label={`Withdraw the invitation of ${name}`}
                          >
                            Withdraw
                          </DeedButton>
                        </DeedForm>
                      ),
                    }
                  : {})}
              />
              {rules && <h3>Invite somebody</h3>}
              {rules && <InviteForm zone={zone} />}
            </div>
          </Panel>
        )}
        <Parts />
        <Panel title="Payouts">
          <DataTable
            caption="Payouts"
            rows={payouts.items}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'Day',
                title: true,
                cell: ({ scheduledFor }) => <DayName of={scheduledFor} />,
              },
              { head: 'State', cell: ({ status }) => <PayoutTag status={status} /> },
              { head: 'Seats', numeric: true, cell: ({ commissions }) => commissions },
              { head: 'Amount', numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
            ]}
            empty={
              <EmptyState title="No payouts yet">
                They go out on the operator’s payout days.
              </EmptyState>
            }
          />
        </Panel>
      </div>
    </>
  )
}

function Parts() {
  const { commissions } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  return (
    <Panel title="Your part of each seat">
      <DataTable
        caption="Your part of each seat"
        rows={commissions.items}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Held on', cell: ({ sessionAt }) => <Instant at={sessionAt} as="short-day" /> },
          { head: 'Session', title: true, cell: ({ title }) => title },
          { head: 'State', cell: ({ status }) => status.toLowerCase() },
          {
            head: `Price, ${commissions.items[0]?.gross.asset ?? ''}`,
            numeric: true,
            cell: ({ gross }) => <Figure value={gross} />,
          },
          { head: 'Share', numeric: true, cell: ({ rate }) => percent(rate, locale, 2) },
          { head: 'You get', numeric: true, cell: ({ net }) => <Figure value={net} /> },
        ]}
        empty={
          <EmptyState title="Nothing yet">
            Seats that are booked while an agreement runs stand here at once.
          </EmptyState>
        }
      />
      <Pager next={commissions.next} />
    </Panel>
  )
}

function Bank({ state }: { state: Institution['payee'] }) {
  const { places } = useLoaderData<typeof loader>()
  return (
    <Panel
      title="Where payouts go"
      note={
        state === 'none'
          ? 'Say at the payment provider who you are and where the bank account of the institution is. Until then what it has earned waits; nothing is lost.'
          : 'The payment provider wants to know more before it pays out.'
      }
    >
      <DeedForm intent="payee" className="stack">
        <SelectField name="country" label="Country of the institution" data={places} />
        <div>
          <DeedButton>{state === 'none' ? 'Open the account' : 'Go on at the provider'}</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => (
  <PageError who="owners, admins, billing and managers of the institution" />
)
