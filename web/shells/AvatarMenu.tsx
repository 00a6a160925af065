import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Form, Link, useLocation } from 'react-router'
import { Portrait } from '../components/Portrait.tsx'
import type { Root } from '../visitor.ts'
import styles from './AvatarMenu.module.css'

/**
 * Everything that is about the person: their other desks, their account, the colours, the way out.
 * A plain disclosure, so that it opens and signs out without script too.
 */
export function AvatarMenu({ root }: { root: Root }) {
  const details = useRef<HTMLDetailsElement>(null)
  useClosing(details)
  const person = root.me.person
  if (!person) return null
  return (
    <details ref={details} className={styles.menu}>
      <summary aria-label={`Menu of ${person.name}`}>
        <Portrait name={person.name} />
      </summary>
      <div className={styles.sheet}>
        <p className={styles.who}>
          <b>{person.name}</b>
          <br />
          {person.email}
        </p>
        <nav aria-label="You">
          <Link to="/home">Learning</Link>
          {person.educator && <Link to="/teach">Teaching</Link>}
          {person.staffRoles.length > 0 && <Link to="/operate">Running Stoa</Link>}
          <hr />
          <Link to="/messages">Messages</Link>
          {person.educator && <Link to="/teach/messages">Messages of learners</Link>}
          <Link to="/reviews">My reviews</Link>
          {person.educator && <Link to="/teach/reviews">Reviews of me</Link>}
          {person.educator && <Link to="/teach/standing">Where you stand</Link>}
          {person.educator && <Link to="/teach/institution">Where you belong</Link>}
          {person.educator && <Link to="/teach/referrals">Bring other educators</Link>}
          {person.memberships
            .filter(({ role }) => ['owner', 'admin', 'billing', 'manager'].includes(role))
            .slice(0, 1)
            .map(({ organizationId }) => (
              <Link key={organizationId} to={`/institution/${organizationId}`}>
                Your institution
              </Link>
            ))}
          <Link to="/for-you">Who fits you, saved searches</Link>
          <hr />
          <Link to="/wallet">Wallet</Link>
          <Link to="/waitlists">Waiting for a seat</Link>
          <Link to="/packages">Packages</Link>
          <Link to="/gifts">Gifts</Link>
          <Link to="/subscription">Subscription</Link>
          {person.educator && <Link to="/teach/plan">Plan for teaching</Link>}
          <Link to="/billing">Billing</Link>
          {person.educator && <Link to="/teach/billing">Billing for teaching</Link>}
          <Link to="/notices">Notices</Link>
          <Link to="/settings">Settings</Link>
          <hr />
          <Scheme />
          <Form method="post" action="/sign-out">
            <button type="submit">Sign out</button>
          </Form>
        </nav>
      </div>
    </details>
  )
}

/** Closes on another page, on Escape (the focus goes back to the button), and on a press elsewhere. */
function useClosing(details: React.RefObject<HTMLDetailsElement | null>) {
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when the address changes
  useEffect(() => {
    if (details.current) details.current.open = false
  }, [pathname])
  useEffect(() => {
    const close = (event: Event) => {
      const menu = details.current
      if (!menu?.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        menu.querySelector('summary')?.focus()
      } else if (menu.contains(event.target as Node)) return
      menu.open = false
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [details])
}

/** The other colours; the settings also offer to follow the device. */
function Scheme() {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return (
    <button type="button" onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      {dark ? 'Light colours' : 'Dark colours'}
    </button>
  )
}
