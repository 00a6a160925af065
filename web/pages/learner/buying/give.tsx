import { Radio } from '@mantine/core'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import type { Gift, PackageOffer } from '../../../api/buying.ts'
import { apiOf } from '../../../api/context.ts'
import type { Balance, Page, SessionDetail } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField, TextField } from '../../../components/fields.tsx'
import { Meeting } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { counted } from '../../../format/words.ts'
import { openCheckout } from '../checkout.ts'
import styles from './buying.module.css'

/** What is given: a seat (`?session=`), a package (`?educator=&offer=`), else credits. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const [session, educator] = [search.get('session'), search.get('educator')]
  const balance = await api.get<Balance>('/api/user/credits/balance')
  const offers = educator
    ? (await api.get<Page<PackageOffer>>(`/api/educators/${educator}/packages`)).items
    : []
  return {
    balance,
    session: session ? await api.get<SessionDetail>(`/api/sessions/${session}`) : null,
    offer: offers.find(({ id }) => id === search.get('offer')) ?? null,
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  let next = ''
  let till = ''
  const outcome = await attempt('give', async () => {
    const [what, of, seen] = ['what', 'of', 'seen'].map((name) => text(form, name))
    const day = text(form, 'day')
    const given = await api.deed<Gift>('/api/gifts', text(form, 'key'), {
      toEmail: text(form, 'toEmail'),
      toName: text(form, 'toName'),
      words: text(form, 'words'),
      paymentMethod: text(form, 'method'),
      ...(day ? { sendAt: `${day}T08:00:00Z` } : {}),
      what,
      ...(what === 'credits' ? { credits: Number(text(form, 'credits')) } : {}),
      ...(what === 'package' ? { offerId: of } : {}),
      ...(what === 'seat' ? { sessionId: of } : {}),
      ...(seen ? { creditAmount: { amount: seen, asset: 'CREDIT' } } : {}),
    })
    next = `/gifts/${given.id}`
    if (given.orderId) till = await openCheckout(context, given.orderId)
    return undefined
  })
  if (!('ok' in outcome) || !outcome.ok) return outcome
  throw till ? redirectDocument(till) : redirect(next)
}

export const clientAction = keepOnFailure
export const meta = titled('Give')

export default function Give() {
  const { balance, session, offer } = useLoaderData<typeof loader>()
  const price = session?.price ?? offer?.total
  return (
    <div className={styles.narrow}>
      <PageHead
        title={session ? 'Give a seat' : offer ? 'Give a package' : 'Give credits'}
        lead="It goes to somebody by e-mail, with a link to claim it for 30 days. Until then you can take it back; if nobody claims it, it comes back by itself."
      />
      <Panel>
        <DeedForm intent="give" className="stack-wide">
          {session && (
            <p>
              <b>{session.title}</b>
              <br />
              <Meeting {...session} />
            </p>
          )}
          {offer && (
            <p>
              <b>
                {counted(offer.lessons, 'lesson')} with {offer.educator.name}
              </b>
              , each of {offer.minutes} minutes
            </p>
          )}
          <input
            type="hidden"
            name="what"
            value={session ? 'seat' : offer ? 'package' : 'credits'}
          />
          <input type="hidden" name="of" value={session?.id ?? offer?.id ?? ''} />
          <input type="hidden" name="seen" value={price?.amount ?? ''} />
          {!price && (
            <TextField
              name="credits"
              label="How many credits"
              type="number"
              min={5}
              max={1000}
              step={1}
              defaultValue={50}
              required
            />
          )}
          <div className={styles.pair}>
            <TextField name="toName" label="Name" maxLength={80} required autoComplete="off" />
            <TextField name="toEmail" label="E-mail" type="email" required autoComplete="off" />
          </div>
          <LongField name="words" label="Your words (if you like)" maxLength={1000} />
          <TextField
            name="day"
            label="Send it on"
            description="Left empty, the letter goes out at once."
            type="date"
          />
          <Radio.Group name="method" label="How to pay" defaultValue="CREDITS">
            <div className="stack">
              <Radio
                value="CREDITS"
                label="Use my credits"
                description={
                  <>
                    <Amount value={balance.spendable} /> in your wallet now. Credits that were a
                    present themselves cannot be given on.
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
          <DeedButton size="lg" fullWidth>
            {price ? (
              <>
                Give it for&nbsp;
                <Amount value={price} />
              </>
            ) : (
              'Give it'
            )}
          </DeedButton>
        </DeedForm>
      </Panel>
    </div>
  )
}
