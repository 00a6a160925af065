import { Burger, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useEffect } from 'react'
import { NavLink, useLocation } from 'react-router'
import { Loading, useLeaving } from '../components/Loading.tsx'
import { Mark } from '../components/Mark.tsx'
import { useRoot } from '../visitor.ts'
import { AvatarMenu } from './AvatarMenu.tsx'
import styles from './StaffShell.module.css'

/** Pages grouped by work, as `[group, pages]`; the group without a name stands first. */
export type SideList = { group: string; pages: { to: string; label: string; end?: boolean }[] }[]

/** The frame of staff pages: a list at the side grouped by work; on a phone behind a button. */
export function StaffShell({ list, children }: { list: SideList; children: ReactNode }) {
  const root = useRoot()
  const leaving = useLeaving()
  const { pathname } = useLocation()
  const [opened, { toggle, close }] = useDisclosure(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when the address changes
  useEffect(close, [pathname])
  return (
    <div className={styles.frame}>
      <aside className={styles.side}>
        <Mark to="/operate" />
        <List list={list} />
      </aside>
      <div className={styles.rest}>
        <header className={styles.bar}>
          <div className={styles.phone}>
            <Burger
              size="sm"
              opened={opened}
              onClick={toggle}
              aria-label={opened ? 'Close the list of pages' : 'Open the list of pages'}
            />
            <Mark to="/operate" />
          </div>
          {root?.me.sandbox && (
            <NavLink to="/operate/clock" className={styles.sandbox}>
              Sandbox: no real money
            </NavLink>
          )}
          {root && <AvatarMenu root={root} />}
        </header>
        <main id="content" tabIndex={-1} className={styles.page}>
          {leaving ? <Loading address={leaving} /> : children}
        </main>
      </div>
      <Drawer opened={opened} onClose={close} size="260px" title={<Mark to="/operate" />}>
        <List list={list} />
      </Drawer>
    </div>
  )
}

function List({ list }: { list: SideList }) {
  return (
    <nav aria-label="Pages of the staff" className={styles.list}>
      {list.map(({ group, pages }) => (
        <div key={group}>
          {group && <p className={styles.group}>{group}</p>}
          <ul className="plain-list">
            {pages.map(({ to, label, end }) => (
              <li key={to}>
                <NavLink to={to} end={end ?? false} className={styles.link}>
                  {label}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
