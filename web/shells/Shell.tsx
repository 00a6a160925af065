import { UnstyledButton } from '@mantine/core'
import type { ComponentType, ReactNode } from 'react'
import { Link, NavLink, useMatches } from 'react-router'
import { Figure } from '../components/Amount.tsx'
import { Instant } from '../components/Instant.tsx'
import {
  IconBook,
  IconCalendar,
  IconCoins,
  IconHome,
  IconSearch,
  IconSun,
  IconTicket,
  IconUsers,
  IconWeek,
} from '../components/icons.ts'
import { Loading, useLeaving } from '../components/Loading.tsx'
import { Mark } from '../components/Mark.tsx'
import { unit } from '../format/money.ts'
import { useReader } from '../format/reader.tsx'
import { place } from '../format/time.ts'
import { capital } from '../format/words.ts'
import { type Root, useRoot } from '../visitor.ts'
import { AvatarMenu } from './AvatarMenu.tsx'
import styles from './Shell.module.css'

type Word = { to: string; label: string; icon: ComponentType<{ size?: number; stroke?: number }> }

const VISITOR: Word[] = [
  { to: '/sessions', label: 'Sessions', icon: IconSearch },
  { to: '/educators', label: 'Educators', icon: IconUsers },
  { to: '/plans', label: 'Plans', icon: IconBook },
]
const LEARNER: Word[] = [
  { to: '/home', label: 'Home', icon: IconHome },
  { to: '/sessions', label: 'Sessions', icon: IconSearch },
  { to: '/educators', label: 'Educators', icon: IconUsers },
  { to: '/bookings', label: 'Bookings', icon: IconTicket },
  { to: '/wallet', label: 'Wallet', icon: IconCoins },
]
const EDUCATOR: Word[] = [
  { to: '/teach', label: 'Today', icon: IconSun },
  { to: '/teach/calendar', label: 'Calendar', icon: IconWeek },
  { to: '/teach/sessions', label: 'Sessions', icon: IconCalendar },
  { to: '/teach/learners', label: 'Learners', icon: IconUsers },
  { to: '/teach/earnings', label: 'Earnings', icon: IconCoins },
]

/** A route's `handle`: `{ deedBar: true }` leaves the foot of the phone to the page's own deed. */
export type PageHandle = { deedBar?: boolean }

/** The frame of public, learner and educator pages: a bar of at most five words, then the page. */
export function Shell({ kind, children }: { kind: 'public' | 'educator'; children: ReactNode }) {
  const root = useRoot()
  const leaving = useLeaving()
  const matches = useMatches()
  const deedBar = matches.some(({ handle }) => (handle as PageHandle | undefined)?.deedBar)
  const person = root?.me.person ?? null
  const words = kind === 'educator' ? EDUCATOR : person ? LEARNER : VISITOR
  return (
    <div
      className={styles.frame}
      data-foot={person && !deedBar ? 'nav' : deedBar ? 'deed' : 'none'}
    >
      <header className={styles.bar}>
        <Mark to={person ? (kind === 'educator' ? '/teach' : '/home') : '/'} />
        <nav className={styles.words} aria-label="Main" data-visitor={!person || undefined}>
          {words.map(({ to, label }) => (
            <NavLink key={to} to={to} end={to === '/teach'} className={styles.word}>
              {label}
            </NavLink>
          ))}
        </nav>
        <div className={styles.side}>
          {person && root ? (
            <>
              {kind === 'educator' ? <Tier root={root} /> : <Wallet root={root} />}
              <AvatarMenu root={root} />
            </>
          ) : (
            <>
              <Link to="/sign-in" className={styles.word}>
                Sign in
              </Link>
              <UnstyledButton component={Link} to="/sign-up" className={styles.join}>
                Join
              </UnstyledButton>
            </>
          )}
        </div>
      </header>
      <main id="content" tabIndex={-1} className={styles.page}>
        {leaving ? <Loading address={leaving} /> : children}
      </main>
      <Foot />
      {person && !deedBar && (
        <nav className={styles.phoneNav} aria-label="Main, at the foot">
          {words.map(({ to, label, icon: Icon }) => (
            <NavLink key={to} to={to} end={to === '/teach'}>
              <Icon size={21} stroke={1.7} />
              <span>{label}</span>
            </NavLink>
          ))}
        </nav>
      )}
    </div>
  )
}

function Wallet({ root }: { root: Root }) {
  if (!root.me.wallet) return null
  return (
    <Link to="/wallet" className={styles.pill}>
      <span className="visually-hidden">Your wallet: </span>
      <Figure value={root.me.wallet.spendable} /> <span>{unit(root.me.wallet.spendable)}</span>
    </Link>
  )
}

function Tier({ root }: { root: Root }) {
  const tier = root.me.person?.educator?.tier
  if (!tier) return null
  return (
    <Link to="/teach/earnings" className={styles.pill}>
      {capital(tier)}
    </Link>
  )
}

function Foot() {
  const { zone, zoneKnown, sandbox, now } = useReader()
  return (
    <footer className={styles.foot}>
      <p>
        <span suppressHydrationWarning>
          Times are shown for {place(zone)}
          {zoneKnown ? '' : ' until your device tells us where you are'}.
        </span>{' '}
        {sandbox && (
          <span className={styles.sandbox}>
            This is a sandbox: no real money moves. Its clock stands at <Instant at={now} />.
          </span>
        )}
      </p>
      <nav aria-label="More">
        <Link to="/plans">Plans and prices</Link>
        <Link to="/teach-with-us">Teach with us</Link>
        <Link to="/proof">Check a proof</Link>
        <a href="/api/docs">API</a>
      </nav>
    </footer>
  )
}
