import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Gift } from '../../../api/buying.ts'
import { apiOf } from '../../../api/context.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Tag } from '../../../components/Tag.tsx'
import facts from '../booking.module.css'
import styles from './buying.module.css'
import { GIFT } from './words.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  return await context.get(apiOf).get<Gift>(`/api/gifts/${params.id}`)
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt('back', async () => {
    await context.get(apiOf).deed(`/api/gifts/${params.id}/take-back`, text(form, 'key'))
    return { said: 'It is yours again.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Gift')

const NEXT: Record<Gift['state'], string> = {
  paying: 'It is given as soon as your payment is here.',
  waiting: 'The letter goes out on its day.',
  sent: 'The letter is out. It comes back to you if nobody claims it.',
  claimed: 'It is in their account.',
  taken_back: 'You took it back; its credits are in your wallet.',
  expired: 'Nobody claimed it; its credits are in your wallet.',
  not_paid: 'Nothing was given: the payment did not arrive, or its credits were not free any more.',
}

export default function GiftPage() {
  const gift = useLoaderData<typeof loader>()
  const [word, tone] = GIFT[gift.state]
  const open = gift.state === 'waiting' || gift.state === 'sent'
  return (
    <div className={styles.narrow}>
      <PageHead
        tags={<Tag tone={tone}>{word}</Tag>}
        title={`A gift for ${gift.to.name}`}
        lead={NEXT[gift.state]}
      />
      <Panel>
        <dl className={facts.facts}>
          <div>
            <dt>What</dt>
            <dd>
              {gift.title ?? 'Credits'}, worth <Amount value={gift.amount} />
            </dd>
          </div>
          <div>
            <dt>To</dt>
            <dd>{gift.to.email}</dd>
          </div>
          <div>
            <dt>Goes out</dt>
            <dd>
              <Instant at={gift.sendAt} />
            </dd>
          </div>
          <div>
            <dt>Claimable</dt>
            <dd>
              until <Instant at={gift.claimUntil} />
            </dd>
          </div>
          {gift.orderId && (
            <div>
              <dt>Order</dt>
              <dd>
                <Link to={`/orders/${gift.orderId}`}>See the order</Link>
              </dd>
            </div>
          )}
        </dl>
        {gift.words && <p className={styles.words}>“{gift.words}”</p>}
        {open && (
          <div className={styles.deeds}>
            <DeedForm intent="back">
              <DeedButton variant="outline">Take it back</DeedButton>
            </DeedForm>
          </div>
        )}
      </Panel>
    </div>
  )
}
