import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Featured } from '../../api/quality.ts'
import type { Page, SessionCard } from '../../api/types.ts'
import { ByDay } from '../../components/ByDay.tsx'
import { originOf, shown } from '../../components/meta.ts'
import { SessionRow } from '../../components/SessionRow.tsx'
import { useRoot } from '../../visitor.ts'
import { FeaturedShelf } from './FeaturedShelf.tsx'
import styles from './front.module.css'

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [sessions, featured] = await Promise.all([
    api.get<Page<SessionCard>>('/api/sessions', { limit: 5 }),
    api.get<Page<Featured>>('/api/featured'),
  ])
  return { sessions, featured: featured.items }
}

export const meta: MetaFunction = ({ matches }) => {
  const origin = originOf(matches)
  return shown(origin, {
    title: 'Learn a language with people',
    description:
      'Live classes and conversations in small groups. One credit works everywhere, prices are whole, and cancelling is free until the day before.',
    path: '/',
    things: [{ '@type': 'Organization', name: 'Stoa', url: origin }],
  })
}

const PROMISES = [
  {
    title: 'One credit for everything',
    text: 'A credit buys one dollar’s worth of any class or conversation. Credits from your plan are used first, so nothing runs out unseen.',
  },
  {
    title: 'The whole price, before you pay',
    text: 'What it costs, what remains in your wallet and until when you can cancel stand beside the button. Nothing is added later.',
  },
  {
    title: 'Teachers are paid fairly',
    text: 'Every booking names its educator’s share the moment it is made. It is theirs seven days after the class.',
  },
]

export default function Front() {
  const { sessions, featured } = useLoaderData<typeof loader>()
  const person = useRoot()?.me.person
  return (
    <>
      <section className={styles.opening}>
        <h1 tabIndex={-1}>
          Speak it with people who <em>listen</em>
        </h1>
        <p className={styles.lead}>
          Live classes and conversations in small groups, in your own time zone. Free to cancel
          until the day before.
        </p>
        <div className="row">
          <Button component={Link} to="/sessions" size="lg">
            See what is on
          </Button>
          {!person && (
            <Button component={Link} to="/sign-up" size="lg" variant="outline">
              Create a free account
            </Button>
          )}
        </div>
      </section>
      <section className={styles.section}>
        <div className="row-apart">
          <h2>Next to begin</h2>
          <Link to="/sessions">All sessions</Link>
        </div>
        {sessions.items.length === 0 ? (
          <p className="soft">Nothing is planned yet. The first sessions will stand here.</p>
        ) : (
          <ByDay items={sessions.items} at={({ start }) => start} keyOf={({ id }) => id}>
            {(session) => <SessionRow session={session} />}
          </ByDay>
        )}
      </section>
      {featured.length > 0 && <FeaturedShelf featured={featured} />}
      <section className={styles.promises}>
        {PROMISES.map(({ title, text }) => (
          <div key={title}>
            <h2>{title}</h2>
            <p>{text}</p>
          </div>
        ))}
      </section>
    </>
  )
}
