import { Alert, Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { MessagePurchases, MessageWallet, WalletStatement } from '../../../api/wallets.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { useRereading } from '../../../components/rereading.ts'
import { PageError } from '../../../components/states.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { Balances, Lots, Suspended } from './Balances.tsx'
import { kindIn, Purchases, Statement } from './Movements.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Message credits · Stoa' }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const asset = kindIn(search)
  const at = `/api/organizations/${params.organizationId}/message-wallet`
  const [wallet, statement, purchases] = await Promise.all([
    api.get<MessageWallet>(at),
    api.get<WalletStatement>(`${at}/statement`, { asset, cursor: search.get('cursor') }),
    api.get<MessagePurchases>(`${at}/purchases`, { limit: 10 }),
  ])
  return {
    wallet,
    statement,
    purchases,
    asset,
    file: `${at}/statement/export?asset=${asset}`,
    id: params.organizationId!,
    came: search.get('checkout') === 'paid',
  }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const order = text(form, 'order')
  const at = `/api/organizations/${params.organizationId}/message-wallet/orders/${order}`
  const intent = text(form, 'intent')
  let url = ''
  const outcome = await attempt(intent, async () => {
    if (intent.startsWith('cancel')) {
      await api.post(`${at}/cancel`)
      return { said: 'The order is given up.' }
    }
    url = (await api.post<{ url: string }>(`${at}/checkout`)).url
    return undefined
  })
  if (url) throw redirectDocument(url)
  return outcome
}

/** What an organization has to send with. */
export default function WalletPage() {
  const { wallet, statement, purchases, asset, file, id, came } = useLoaderData<typeof loader>()
  const { upsell } = wallet
  // The latest is the one that somebody comes from; others may wait to be paid.
  const waits = purchases.items[0]?.state === 'waiting'
  useRereading(3, came && waits)
  return (
    <>
      <PageHead
        title="Message credits"
        lead="What you can send, until when, and where it went. One credit is one SMS, one WhatsApp message or one e-mail; long texts and some kinds take more."
        deeds={
          <Button component={Link} to={`/institution/${id}/messaging/buy`}>
            Buy credits
          </Button>
        }
      />
      <MessagingNav />
      <div className="stack-wide">
        {came && (
          <Alert color="good" variant="light" title={waits ? 'Thank you' : 'Paid'} role="status">
            {waits
              ? 'The payment is being confirmed; the credits come as soon as it is.'
              : 'The credits can be used at once.'}
          </Alert>
        )}
        <Suspended suspended={wallet.suspended} />
        <Balances balances={wallet.balances} />
        {upsell && (
          <Alert color="accent" variant="light" title={`${upsell.offer.name} would cost you less`}>
            {upsell.topUps} top-ups in 60 days cost <Amount value={upsell.paid} />. As much in{' '}
            {upsell.offer.name} would have been <Amount value={upsell.wouldHave} />:{' '}
            <Amount value={upsell.saved} /> less.{' '}
            <Link to={`/institution/${id}/messaging/buy`}>Look at it</Link>
          </Alert>
        )}
        <Lots balances={wallet.balances} />
        <Purchases
          items={purchases.items}
          deedsOf={({ order, state, invoice }) =>
            state === 'waiting' ? (
              <div className="row">
                <DeedForm intent={`pay:${order}`}>
                  <input type="hidden" name="order" value={order} />
                  <DeedButton size="xs">Pay</DeedButton>
                </DeedForm>
                <DeedForm intent={`cancel:${order}`}>
                  <input type="hidden" name="order" value={order} />
                  <DeedButton size="xs" variant="outline">
                    Give up
                  </DeedButton>
                </DeedForm>
              </div>
            ) : (
              invoice && <a href={`/api/documents/${invoice}/pdf`}>Invoice</a>
            )
          }
        />
        <Statement statement={statement} kind={asset} file={file} />
      </div>
    </>
  )
}

export function ErrorBoundary() {
  return <PageError />
}
