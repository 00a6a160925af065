import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { SessionDetail, Way } from '../../api/types.ts'
import { Amount, BigAmount, Figure } from '../../components/Amount.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { IconLock } from '../../components/icons.ts'
import { useReader } from '../../format/reader.tsx'
import { kindWord } from '../../format/words.ts'
import { useRoot } from '../../visitor.ts'
import styles from './BookingPanel.module.css'
import { isWaitedFor, KeptForYou, QueuePanel } from './QueuePanel.tsx'

const FORM = 'booking'

/** Ways that this session does not have at all are left out; closed ones say what would open them. */
const isOffered = (way: Way) => way.why !== 'not_for_money' && way.why !== 'not_for_credits'

const WITHOUT_SEAT = /^(expired|declined|cancelled|late_cancelled)/
const hasSeat = ({ myBooking }: SessionDetail) =>
  myBooking !== null && !WITHOUT_SEAT.test(myBooking.state)

/**
 * What it costs, each way to pay with what remains afterwards, the deed, and until when it can be undone.
 * Beside the page on a desk; on a phone below it, with the deed always at the thumb.
 */
export function BookingPanel({ session }: { session: SessionDetail }) {
  const person = useRoot()?.me.person
  const ways = session.ways.filter((way) => way.available)
  const [method, choose] = useState(ways[0]?.method ?? '')
  const chosen = ways.find((way) => way.method === method) ?? ways[0]
  const { now } = useReader()
  const kept = session.queue?.mine?.state === 'offered'
  const open =
    session.state === 'published' &&
    !hasSeat(session) &&
    (session.seatsLeft > 0 || kept) &&
    Date.parse(session.closesAt) > Date.parse(now)
  const takes = open && !session.locked
  const panel = useRef<HTMLElement>(null)
  const seen = useIsSeen(panel)
  return (
    <aside className={styles.panel} aria-label="Booking" ref={panel} id="booking-panel">
      <Price session={session} />
      {kept && person && <KeptForYou session={session} />}
      {!open && isWaitedFor(session, now) ? (
        <QueuePanel session={session} signIn={signInAddress(session)} />
      ) : !open ? (
        <Closed session={session} />
      ) : session.locked ? (
        <Locked session={session} />
      ) : !person ? (
        <SignInToBook session={session} />
      ) : (
        <DeedForm intent="book" id={FORM}>
          <input type="hidden" name="seen" value={session.price.amount} />
          {session.ways
            .filter(({ method: way }) => way === 'TOKENS')
            .map(({ price }) => (
              <input key="tokens" type="hidden" name="tokens" value={price.amount} />
            ))}
          <fieldset className={styles.ways}>
            <legend className="visually-hidden">How to pay</legend>
            {session.ways.filter(isOffered).map((way) => (
              <WayToPay
                key={way.method}
                way={way}
                chosen={way.method === chosen?.method}
                choose={() => choose(way.method)}
              />
            ))}
          </fieldset>
          {ways.length === 0 ? (
            <Button component={Link} to="/wallet/buy" fullWidth>
              Buy credits
            </Button>
          ) : (
            <DeedButton fullWidth size="lg">
              <Deed session={session} way={chosen} />
            </DeedButton>
          )}
        </DeedForm>
      )}
      {takes && session.asksFirst && <AnsweredFirst session={session} />}
      {takes && <Undo session={session} />}
      {takes && person && session.creditBased && (
        <p className={styles.undo}>
          <Link to={`/gifts/new?session=${session.id}`}>Give this seat to somebody else</Link>
        </p>
      )}
      {takes && (
        <div className={styles.bar} data-hidden={seen || undefined}>
          <Price session={session} />
          {person && chosen && (
            <p className={styles.brief}>
              <Explained way={chosen} /> <Brief session={session} />
            </p>
          )}
          {!person ? (
            <Button component={Link} to={signInAddress(session)} fullWidth size="lg">
              Sign in to book
            </Button>
          ) : ways.length > 0 ? (
            <Button type="submit" form={FORM} fullWidth size="lg">
              <Deed session={session} way={chosen} />
            </Button>
          ) : (
            <Button component={Link} to="/wallet/buy" fullWidth size="lg">
              Buy credits
            </Button>
          )}
        </div>
      )}
    </aside>
  )
}

/** What the reader's plan does not open of it, and what would. */
function Locked({ session }: { session: SessionDetail }) {
  const { locked, opensAt } = session
  if (!locked) return null
  return (
    <div className="stack">
      <p className={styles.locked}>
        <IconLock size={16} stroke={1.7} aria-hidden />
        <span>{locked.says}</span>
      </p>
      {locked.code === 'booking_opens_later' && opensAt && (
        <p>
          Everybody can book it from{' '}
          <b>
            <Instant at={opensAt} />
          </b>
          .
        </p>
      )}
      {locked.opensWith.length > 0 && (
        <Button component={Link} to="/plans" fullWidth variant="outline">
          See the plans that open it
        </Button>
      )}
    </div>
  )
}

const signInAddress = ({ id }: SessionDetail) =>
  `/sign-in?back=${encodeURIComponent(`/sessions/${id}`)}`

function Price({ session }: { session: SessionDetail }) {
  return (
    <p className={styles.price}>
      <BigAmount value={session.price} />
      {session.priceMoney && (
        <span className="soft">
          or <Amount value={session.priceMoney} />
        </span>
      )}
    </p>
  )
}

function Deed({ session, way }: { session: SessionDetail; way: Way | undefined }) {
  if (way?.method === 'CASH')
    return (
      <>
        Pay&nbsp;
        <Amount value={way.price} />
      </>
    )
  return (
    <>
      {session.asksFirst ? 'Ask for' : 'Book'} this {kindWord(session.kind)}
    </>
  )
}

function WayToPay({ way, chosen, choose }: { way: Way; chosen: boolean; choose: () => void }) {
  return (
    <label
      className={styles.way}
      data-chosen={chosen || undefined}
      data-off={!way.available || undefined}
    >
      <input
        type="radio"
        name="method"
        value={way.method}
        defaultChecked={chosen}
        disabled={!way.available}
        onChange={choose}
      />
      <span>
        <span className="strong">{WAYS[way.method](way)}</span>
        <span className={styles.explained}>
          {way.available ? (
            <Explained way={way} />
          ) : (
            (CLOSED[way.why ?? ''] ?? 'Not possible for this session.')
          )}
        </span>
      </span>
    </label>
  )
}

const CLOSED: Record<string, string> = {
  not_included: 'Plans include group sessions up to the Standard price; this one is above it.',
  no_plan: 'Your plan does not include sessions. Premium and Pro do.',
  used_up: 'This month’s included sessions are used.',
  too_few_credits: 'There are not enough credits in your wallet.',
  too_few_tokens: 'There are not enough tokens in your wallet.',
  no_package: 'You have no lesson left in a package that fits this session.',
}

const WAYS = {
  CREDITS: () => <>Use my credits</>,
  INCLUDED: () => <>Included in my plan</>,
  FREE: () => <>Nothing to pay</>,
  PACKAGE: () => <>A lesson of my package</>,
  TOKENS: (way: Way) => (
    <>
      Use <Amount value={way.price} />
    </>
  ),
  CASH: (way: Way) => (
    <>
      Pay <Amount value={way.price} />
    </>
  ),
}

/** `85 now, 50 after. 20 of them would have expired on 30 November.` */
function Explained({ way }: { way: Way }) {
  if (way.method === 'CASH') return <>By card, no fee added.</>
  if (way.before === undefined || way.after === undefined) return null
  const counts = way.method === 'INCLUDED'
  const asset = way.method === 'TOKENS' ? 'TOKEN' : 'CREDIT'
  return (
    <>
      <Figure value={{ amount: way.before, asset }} /> now,{' '}
      <Figure value={{ amount: way.after, asset }} /> after
      {counts ? ' this month.' : way.method === 'PACKAGE' ? ' in the package.' : '.'}
      {way.expiring && Number(way.expiring.amount.amount) > 0 && (
        <>
          {' '}
          <Figure value={way.expiring.amount} /> of them would expire after{' '}
          <Instant at={way.expiring.at} as="last-day" />.
        </>
      )}
    </>
  )
}

/** The educator is asked first: until when, and what becomes of what is paid. */
function AnsweredFirst({ session }: { session: SessionDetail }) {
  if (!session.answerUntil) return null
  return (
    <p className={styles.undo}>
      {session.educator.name} answers first, until{' '}
      <b>
        <Instant at={session.answerUntil} />
      </b>
      . Your seat and what you pay are set aside meanwhile; without an answer all of it comes back,
      and you can take the request back at any time before.
    </p>
  )
}

function Undo({ session }: { session: SessionDetail }) {
  const { freeUntil, halfUntil } = session.cancellation
  const { now } = useReader()
  if (Date.parse(halfUntil) <= Date.parse(now))
    return (
      <p className={styles.undo}>
        It starts soon, so nothing comes back if you cancel, except within an hour of booking when
        the start is more than three hours away.
      </p>
    )
  return (
    <p className={styles.undo}>
      {Date.parse(freeUntil) > Date.parse(now) ? (
        <>
          Free to cancel until{' '}
          <b>
            <Instant at={freeUntil} />
          </b>
          ; half back until <Instant at={halfUntil} />.
        </>
      ) : (
        <>
          Half comes back if you cancel until{' '}
          <b>
            <Instant at={halfUntil} />
          </b>
          .
        </>
      )}{' '}
      Credits return with the dates they had.
    </p>
  )
}

/** The deadline in few words, for the bar of the phone. */
function Brief({ session }: { session: SessionDetail }) {
  const { now } = useReader()
  if (Date.parse(session.cancellation.freeUntil) <= Date.parse(now)) return null
  return (
    <>
      Free to cancel until <Instant at={session.cancellation.freeUntil} as="short-moment" />.
    </>
  )
}

function SignInToBook({ session }: { session: SessionDetail }) {
  return (
    <div className="stack">
      <p className="soft">
        Pay with credits, from your plan, or in money. You choose before you book.
      </p>
      <Button component={Link} to={signInAddress(session)} fullWidth size="lg">
        Sign in to book
      </Button>
      <p className="small soft">
        New here?{' '}
        <Link to={`/sign-up?back=${encodeURIComponent(`/sessions/${session.id}`)}`}>
          Create an account
        </Link>
        , without a card.
      </p>
    </div>
  )
}

function Closed({ session }: { session: SessionDetail }) {
  const word = kindWord(session.kind)
  if (session.myBooking && hasSeat(session))
    return (
      <div className="stack">
        <p>
          {session.myBooking.state === 'requested'
            ? `You have asked for a seat; ${session.educator.name} has not answered yet.`
            : `You have a seat in this ${word}.`}
        </p>
        <Button component={Link} to={`/bookings/${session.myBooking.id}`} fullWidth size="lg">
          See my booking
        </Button>
      </div>
    )
  const why =
    session.state === 'cancelled'
      ? `This ${word} was cancelled. Whoever had booked got everything back.`
      : session.state === 'published' && session.seatsLeft === 0
        ? `All ${session.capacity} seats are taken.`
        : `This ${word} can no longer be booked.`
  return (
    <div className="stack">
      <p>{why}</p>
      <Button component={Link} to={`/educators/${session.educator.id}`} variant="outline" fullWidth>
        Other sessions of {session.educator.name}
      </Button>
    </div>
  )
}

/** Whether the panel's own button is on the screen, so that a phone does not show the deed twice. */
function useIsSeen(ref: React.RefObject<HTMLElement | null>): boolean {
  const [seen, set] = useState(false)
  useEffect(() => {
    if (!ref.current || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver(([entry]) => set(entry?.isIntersecting ?? false), {
      rootMargin: '0px 0px -140px 0px',
      threshold: 0.6,
    })
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [ref])
  return seen
}
