import { Menu, UnstyledButton } from '@mantine/core'
import { Form, Link } from 'react-router'
import { Portrait } from '../components/Portrait.tsx'
import { SchemeSwitch } from '../components/SchemeSwitch.tsx'
import type { Root } from '../visitor.ts'
import styles from './AvatarMenu.module.css'

/** Everything that is about the person: their other desks, their account, the colours, the way out. */
export function AvatarMenu({ root }: { root: Root }) {
  const person = root.me.person
  if (!person) return null
  return (
    <Menu position="bottom-end" width={236}>
      <Menu.Target>
        <UnstyledButton className={styles.target} aria-label={`Menu of ${person.name}`}>
          <Portrait name={person.name} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <span className={styles.name}>{person.name}</span>
          <br />
          {person.email}
        </Menu.Label>
        <Menu.Item component={Link} to="/home">
          Learning
        </Menu.Item>
        {person.educator && (
          <Menu.Item component={Link} to="/teach">
            Teaching
          </Menu.Item>
        )}
        {person.staffRoles.length > 0 && (
          <Menu.Item component={Link} to="/operate">
            Running Stoa
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item component={Link} to="/wallet">
          Wallet
        </Menu.Item>
        <Menu.Item component={Link} to="/subscription">
          Subscription
        </Menu.Item>
        <Menu.Item component={Link} to="/notices">
          Notices
        </Menu.Item>
        <Menu.Item component={Link} to="/settings">
          Settings
        </Menu.Item>
        <Menu.Divider />
        <div className={styles.scheme}>
          <SchemeSwitch />
        </div>
        <Menu.Divider />
        <Form method="post" action="/sign-out">
          <Menu.Item component="button" type="submit">
            Sign out
          </Menu.Item>
        </Form>
      </Menu.Dropdown>
    </Menu>
  )
}
