import { Radio } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import type { BoughtPackage, PackageOffer } from '../../../api/buying.ts'
import { apiOf } from '../../../api/context.ts'
import type { Balance, EducatorDetail, Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { educatorPath } from '../../../format/addresses.ts'
import { counted } from '../../../format/words.ts'
import { openCheckout } from '../checkout.ts'
import styles from './buying.module.css'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [educator, offers, balance] = await Promise.all([
    api.get<EducatorDetail>(`/api/educators/${params.id}`),
    api.get<Page<PackageOffer>>(`/api/educators/${params.id}/packages`),
    api.get<Balance>('/api/user/credits/balance'),
  ])
  return { educator, offers: offers.items, balance }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  let next = ''
  let till = ''
  const outcome = await attempt('buy', async () => {
    const [offerId, seen] = text(form, 'offer').split(' ')
    const bought = await api.deed<BoughtPackage>('/api/packages', text(form, 'key'), {
      offerId,
      paymentMethod: text(form, 'method'),
      creditAmount: { amount: seen, asset: 'CREDIT' },
    })
    next = `/packages/${bought.id}`
    if (bought.orderId) till = await openCheckout(context, bought.orderId)
    return undefined
  })
  if (!('ok' in outcome) || !outcome.ok) return outcome
  throw till ? redirectDocument(till) : redirect(next)
}

export const clientAction = keepOnFailure
export const meta = titled('Buy a package')

export default function BuyPackage() {
  const { educator, offers, balance } = useLoaderData<typeof loader>()
  const first = offers[0]
  return (
    <div className={styles.narrow}>
      <PageHead
        title={`Lessons with ${educator.name}`}
        lead="Several in one piece, for less than one by one. You have half a year to take them, and may make that longer once."
      />
      {!first ? (
        <EmptyState title="No packages on offer">
          <Link to={educatorPath(educator)}>{educator.name}</Link> sells lessons one by one.
        </EmptyState>
      ) : (
        <Panel>
          <DeedForm intent="buy" className="stack-wide">
            <Radio.Group name="offer" label="Which package" defaultValue={keyOf(first)}>
              <div className="stack">
                {offers.map((offer) => (
                  <Radio
                    key={offer.id}
                    value={keyOf(offer)}
                    label={
                      <>
                        <b>{counted(offer.lessons, 'lesson')}</b> of {offer.minutes} minutes for{' '}
                        <b>
                          <Amount value={offer.total} />
                        </b>
                      </>
                    }
                    description={
                      <>
                        One alone costs <Amount value={offer.single} />
                        {offer.discount > 0 && `: ${offer.discount / 100} % less`}.
                      </>
                    }
                  />
                ))}
              </div>
            </Radio.Group>
            <Radio.Group name="method" label="How to pay" defaultValue="CREDITS">
              <div className="stack">
                <Radio
                  value="CREDITS"
                  label="Use my credits"
                  description={
                    <>
                      <Amount value={balance.spendable} /> in your wallet now.
                    </>
                  }
                />
                <Radio
                  value="CASH"
                  label="Pay with money"
                  description="Credits for it are bought and set aside at once; tax is added where it is due."
                />
              </div>
            </Radio.Group>
            <p className="soft">
              Ended by the educator, lessons you have not taken come back at what you paid for them.
              Ended by you, those you took are reckoned at the price of one alone and the rest comes
              back. When the time is over, lessons that are left run out; you are told a month and a
              week before.
            </p>
            <DeedButton size="lg" fullWidth>
              Buy this package
            </DeedButton>
          </DeedForm>
        </Panel>
      )}
    </div>
  )
}

const keyOf = (offer: PackageOffer) => `${offer.id} ${offer.total.amount}`
