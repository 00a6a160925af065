import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { MessageOffer, MessageOffers } from '../../../api/wallets.ts'
import { Amount, Figure } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import styles from './wallet.module.css'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Buy message credits · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const at = `/api/organizations/${params.organizationId}`
  const offers = await context.get(apiOf).get<MessageOffers>(`${at}/message-offers`)
  return { offers: offers.items, id: params.organizationId! }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const at = `/api/organizations/${params.organizationId}/message-wallet/orders`
  const code = text(form, 'code')
  let url = ''
  const outcome = await attempt(text(form, 'intent'), async () => {
    const wish = { offer: text(form, 'offer'), quantity: Number(text(form, 'quantity')) || 1 }
    const order = await api.deed<{ id: string }>(at, text(form, 'key'), {
      ...wish,
      ...(code ? { code } : {}),
    })
    url = (await api.post<{ url: string }>(`${at}/${order.id}/checkout`)).url
    return undefined
  })
  if (url) throw redirectDocument(url)
  return outcome
}

/** Packages and top-ups, with what they are worth at unit prices. */
export default function BuyPage() {
  const { offers, id } = useLoaderData<typeof loader>()
  const packages = offers.filter(({ kind }) => kind !== 'topup')
  const topUps = offers.filter(({ kind }) => kind === 'topup')
  return (
    <>
      <PageHead
        title="Buy message credits"
        lead="They can be used as soon as they are paid. The struck price is what the same costs one by one."
        deeds={<Link to={`/institution/${id}/messaging/wallet`}>What you have</Link>}
      />
      <MessagingNav />
      <div className="stack-wide">
        {offers.length === 0 && (
          <EmptyState title="Nothing is on sale now">
            Ask the people who run this Stoa when there will be.
          </EmptyState>
        )}
        {packages.length > 0 && <Offers title="Packages" offers={packages} />}
        {topUps.length > 0 && <Offers title="Top-ups" offers={topUps} />}
      </div>
    </>
  )
}

function Offers({ title, offers }: { title: string; offers: MessageOffer[] }) {
  return (
    <section aria-label={title} className="stack">
      <h2>{title}</h2>
      <div className={styles.offers}>
        {offers.map((offer) => (
          <OfferCard key={offer.id} offer={offer} />
        ))}
      </div>
    </section>
  )
}

const COUNTED: Record<string, string> = { SMS: 'SMS', WHATSAPP: 'WhatsApp', EMAIL: 'e-mails' }

function suited({ from, to }: MessageOffer['suits']): string | undefined {
  if (from !== null && to !== null) return `For ${from} to ${to} members`
  if (from !== null) return `For ${from} members and more`
  return to === null ? undefined : `For up to ${to} members`
}

function OfferCard({ offer }: { offer: MessageOffer }) {
  const { id, name, price, worth, parts, validDays, popular, suits, discountRate } = offer
  return (
    <Panel
      title={name}
      side={popular ? <Tag tone="accent">Popular</Tag> : undefined}
      note={suited(suits)}
    >
      <div className="stack">
        <p className={styles.price}>
          <Amount value={price} />{' '}
          {discountRate > 0 && (
            <>
              <s>
                <Amount value={worth} />
              </s>{' '}
              <Tag tone="good">{Math.round(discountRate / 10) / 10} % less</Tag>
            </>
          )}
        </p>
        <ul className={styles.parts}>
          {parts.map((part) => (
            <li key={part.quantity.asset}>
              <Figure value={part.quantity} /> {COUNTED[part.quantity.asset]}
            </li>
          ))}
          <li>valid {validDays} days</li>
        </ul>
        <DeedForm intent={`buy:${id}`} className="stack">
          <input type="hidden" name="offer" value={id} />
          <div className={styles.wish}>
            {offer.kind !== 'bundle' && (
              <TextField
                name="quantity"
                label="How many"
                type="number"
                min={1}
                max={100}
                defaultValue="1"
              />
            )}
            <TextField name="code" label="Code" placeholder="If you have one" maxLength={32} />
          </div>
          <DeedButton aria-label={`Buy ${name}`}>Buy</DeedButton>
        </DeedForm>
      </div>
    </Panel>
  )
}

export function ErrorBoundary() {
  return <PageError />
}
