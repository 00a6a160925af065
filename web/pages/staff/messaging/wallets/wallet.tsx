import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type {
  Bonus,
  MessagePurchases,
  MessageWallet,
  WalletDeeds,
  WalletStatement,
} from '../../../../api/wallets.ts'
import { Amount, Figure } from '../../../../components/Amount.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { PageError } from '../../../../components/states.tsx'
import { Tag, type Tone } from '../../../../components/Tag.tsx'
import { personOf } from '../../../../visitor.ts'
import { Balances, Lots, Suspended } from '../../../messaging/wallet/Balances.tsx'
import { kindIn, Purchases, Statement } from '../../../messaging/wallet/Movements.tsx'
import { ASSET_NAME } from '../../../messaging/wallet/units.tsx'
import styles from '../../../messaging/wallet/wallet.module.css'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Wallet · Stoa' }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const asset = kindIn(search)
  const id = params.organizationId!
  const at = `/api/message-wallets/${id}`
  const [organization, wallet, statement, purchases, deeds, person] = await Promise.all([
    api.get<{ name: string }>(`/api/organizations/${id}`),
    api.get<MessageWallet>(at),
    api.get<WalletStatement>(`${at}/statement`, { asset, cursor: search.get('cursor') }),
    api.get<MessagePurchases>(`${at}/purchases`, { limit: 20 }),
    api.get<WalletDeeds>(`${at}/deeds`),
    personOf(context),
  ])
  const finance = person.staffRoles.some((role) => role === 'finance' || role === 'admin')
  const file = `${at}/statement/export?asset=${asset}`
  return { name: organization.name, wallet, statement, purchases, deeds, asset, finance, file, id }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const at = `/api/message-wallets/${params.organizationId}`
  const [deed, bonus] = intent.split(':')
  return attempt(intent, async () => {
    if (deed === 'agree' || deed === 'decline') {
      await api.deed(`/api/message-wallets/bonuses/${bonus}/${deed}`, text(form, 'key'))
      return { said: deed === 'agree' ? 'It is in the wallet.' : 'Declined.' }
    }
    const reason = text(form, 'reason')
    if (deed === 'bonus') {
      const given = await api.deed<Bonus>(`${at}/bonus`, text(form, 'key'), {
        asset: text(form, 'asset'),
        quantity: Number(text(form, 'quantity')),
        validDays: Number(text(form, 'validDays')),
        reason,
      })
      return {
        said: given.state === 'given' ? 'It is in the wallet.' : 'A colleague has to agree.',
      }
    }
    await api.post(`${at}/${deed}`, { reason })
    return { said: deed === 'suspend' ? 'It may not send for now.' : 'It may send again.' }
  })
}

/** One organization's message credits, and what staff may do about them. */
export default function WalletOfOrganization() {
  const { name, wallet, statement, purchases, deeds, asset, finance, file } =
    useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title={name}
        lead="What it has to send with, and where that came from."
        deeds={<Link to="/operate/messaging/wallets">All wallets</Link>}
      />
      <div className="stack-wide">
        <Suspended suspended={wallet.suspended} />
        <Balances balances={wallet.balances} />
        {finance && <Deeds suspended={wallet.suspended !== null} />}
        {deeds.bonuses.length > 0 && <Bonuses bonuses={deeds.bonuses} finance={finance} />}
        <Lots balances={wallet.balances} />
        <Purchases
          items={purchases.items}
          deedsOf={({ order, state }) => (
            <Link to={`/operate/orders/${order}`}>
              {state === 'paid' && finance ? 'Order, refund' : 'Order'}
            </Link>
          )}
        />
        <Statement statement={statement} kind={asset} file={file} />
        {deeds.suspensions.length > 0 && <Suspensions suspensions={deeds.suspensions} />}
      </div>
    </>
  )
}

function Deeds({ suspended }: { suspended: boolean }) {
  const deed = suspended ? 'resume' : 'suspend'
  return (
    <Panel title="Do something about it" note="Each is written on the log with its reason.">
      <div className="stack">
        <DeedForm intent="bonus" className="stack">
          <h3>Give a bonus</h3>
          <div className={styles.fields}>
            <SelectField
              name="asset"
              label="Kind"
              data={Object.entries(ASSET_NAME).map(([value, label]) => ({ value, label }))}
            />
            <TextField name="quantity" label="Credits" type="number" min={1} required />
            <TextField
              name="validDays"
              label="Days valid"
              type="number"
              min={1}
              max={365}
              defaultValue="90"
              required
            />
            <TextField name="reason" label="Reason" required minLength={3} maxLength={500} />
            <DeedButton>Give it</DeedButton>
          </div>
        </DeedForm>
        <DeedForm key={deed} intent={deed} className="stack">
          <h3>{suspended ? 'Let it send again' : 'Keep it from sending'}</h3>
          <div className={styles.fields}>
            <TextField
              name="reason"
              label={suspended ? 'Why it may' : 'Why it may not'}
              required
              minLength={3}
              maxLength={500}
            />
            <DeedButton {...(suspended ? {} : { color: 'bad' })}>
              {suspended ? 'Let it send' : 'Suspend'}
            </DeedButton>
          </div>
        </DeedForm>
      </div>
    </Panel>
  )
}

const STATE: Record<Bonus['state'], [Tone, string]> = {
  waiting: ['attention', 'waits for a second person'],
  given: ['good', 'given'],
  declined: ['plain', 'declined'],
}

function Bonuses({ bonuses, finance }: { bonuses: Bonus[]; finance: boolean }) {
  return (
    <Panel title="Bonuses">
      <DataTable
        caption="Bonuses"
        rows={bonuses}
        keyOf={({ id }) => id}
        columns={[
          {
            head: 'What',
            title: true,
            cell: ({ what }) => (
              <>
                <Figure value={what} /> {ASSET_NAME[what.asset]}
              </>
            ),
          },
          { head: 'Worth', numeric: true, cell: ({ worth }) => <Amount value={worth} /> },
          { head: 'Reason', cell: ({ reason }) => reason },
          { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
          {
            head: 'State',
            cell: ({ state }) => <Tag tone={STATE[state][0]}>{STATE[state][1]}</Tag>,
          },
          {
            head: 'Decide',
            cell: ({ id, state }) =>
              state === 'waiting' &&
              finance && (
                <div className="row">
                  <DeedForm intent={`agree:${id}`}>
                    <DeedButton size="xs">Agree</DeedButton>
                  </DeedForm>
                  <DeedForm intent={`decline:${id}`}>
                    <DeedButton size="xs" variant="outline">
                      Decline
                    </DeedButton>
                  </DeedForm>
                </div>
              ),
          },
        ]}
      />
    </Panel>
  )
}

const Suspensions = ({ suspensions }: { suspensions: WalletDeeds['suspensions'] }) => (
  <Panel title="When it could not send">
    <DataTable
      caption="Suspensions"
      rows={suspensions}
      keyOf={({ at }) => at}
      columns={[
        { head: 'From', title: true, cell: ({ at }) => <Instant at={at} as="short-moment" /> },
        { head: 'Why', cell: ({ reason }) => reason },
        {
          head: 'Until',
          cell: ({ resumedAt }) =>
            resumedAt ? <Instant at={resumedAt} as="short-moment" /> : 'still',
        },
        { head: 'Why it ended', cell: ({ resumedReason }) => resumedReason ?? '–' },
      ]}
    />
  </Panel>
)

export function ErrorBoundary() {
  return <PageError />
}
