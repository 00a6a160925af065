import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
  useLocation,
} from 'react-router'
import type { ClaimedGift, GiftLetter } from '../../api/buying.ts'
import { apiOf } from '../../api/context.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { Panel } from '../../components/Panel.tsx'
import { useRoot } from '../../visitor.ts'
import styles from '../learner/buying/buying.module.css'

export async function loader({ params, context }: LoaderFunctionArgs) {
  return await context.get(apiOf).get<GiftLetter>(`/api/gifts/letters/${params.token}`)
}

/** Claims it, and goes to what it has become. */
export async function action({ params, context }: ActionFunctionArgs) {
  let next = '/wallet'
  const outcome = await attempt('claim', async () => {
    const got = await context
      .get(apiOf)
      .post<ClaimedGift>(`/api/gifts/letters/${params.token}/claim`)
    if (got.bookingId) next = `/bookings/${got.bookingId}?booked=1`
    if (got.packageId) next = `/packages/${got.packageId}`
    return undefined
  })
  if (!('ok' in outcome) || !outcome.ok) return outcome
  throw redirect(next)
}

export const clientAction = keepOnFailure
export const meta = titled('A gift for you')

const OVER: Record<string, string> = {
  claimed: 'This gift has been claimed.',
  taken_back: 'This gift was taken back.',
  expired: 'The time for claiming this gift is over.',
}

export default function GiftForYou() {
  const gift = useLoaderData<typeof loader>()
  const person = useRoot()?.me.person
  const { pathname } = useLocation()
  const back = encodeURIComponent(pathname)
  return (
    <div className={`${styles.letter} stack-wide`}>
      <h1 tabIndex={-1}>{gift.giver} has a gift for you</h1>
      <Panel>
        <div className="stack">
          <p>
            Dear {gift.to}, <What gift={gift} />
          </p>
          {gift.words && <p className={styles.words}>“{gift.words}”</p>}
          {gift.state !== 'sent' ? (
            <p>
              <b>{OVER[gift.state] ?? 'This gift cannot be claimed.'}</b>
            </p>
          ) : (
            <>
              <p className="soft">
                It can be claimed until <Instant at={gift.claimUntil} />.{' '}
                {gift.what !== 'credits' &&
                  'Should it not suit you any more when you claim it, what it cost is yours in credits instead.'}
              </p>
              {person ? (
                <DeedForm intent="claim">
                  <DeedButton size="lg" fullWidth>
                    Take it into my account
                  </DeedButton>
                </DeedForm>
              ) : (
                <div className="stack">
                  <Button component={Link} to={`/sign-up?back=${back}`} size="lg" fullWidth>
                    Create an account and take it
                  </Button>
                  <Button
                    component={Link}
                    to={`/sign-in?back=${back}`}
                    size="lg"
                    fullWidth
                    variant="outline"
                  >
                    I have an account: sign in
                  </Button>
                </div>
              )}
            </>
          )}
        </div>
      </Panel>
    </div>
  )
}

function What({ gift }: { gift: GiftLetter }) {
  if (gift.what === 'seat' && gift.title)
    return (
      <>
        {gift.giver} gives you a seat in <b>{gift.title}</b>.
      </>
    )
  if (gift.what === 'package') return <>{gift.giver} gives you a package of lessons.</>
  return (
    <>
      {gift.giver} gives you{' '}
      <b>
        <Amount value={gift.amount} />
      </b>{' '}
      for classes and conversations.
    </>
  )
}
