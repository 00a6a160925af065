import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import type { Own } from '../../api/applying.ts'
import { apiOf } from '../../api/context.ts'
import type { Me } from '../../api/types.ts'
import { originOf, shown } from '../../components/meta.ts'
import { Panel } from '../../components/Panel.tsx'
import styles from './applying.module.css'
import { ADDRESS } from './steps.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { person } = await api.get<Me>('/api/me')
  const own = person ? await api.get<Own>('/api/educator/apply') : null
  return { state: own?.application?.state ?? null, mayBegin: own?.mayBegin ?? true }
}

export const meta: MetaFunction = ({ matches }) =>
  shown(originOf(matches), {
    title: 'Teach with us',
    description:
      'Give live classes or lead conversations: your own hours, a share that grows with you, paid out to your bank.',
    path: '/teach-with-us',
  })

const STEPS = [
  ['You apply', 'A form in short steps. It is kept as you go, so you can leave and come back.'],
  [
    'We look at it',
    'A person reads it within a few days. Sometimes we ask for more, or for a short talk.',
  ],
  ['You agree', 'You read the agreement and accept it, and say where your bank is.'],
  [
    'You teach',
    'You say when you are free or plan sessions. Learners book, and your share goes to your bank.',
  ],
]

const PROMISES = [
  [
    'Your share is known beforehand',
    'It stands on every booking from the moment it is made, and never changes for it afterwards. If you have taught for some years, you begin a tier higher.',
  ],
  [
    'It grows with you',
    'With sessions held and good ratings you rise, and keep more of each price. What is missing to the next tier is always in sight.',
  ],
  [
    'Payouts come by themselves',
    'What you earned becomes yours some days after the session, and leaves for your bank on the next payout day. You see the day and the amount at any time.',
  ],
]

/** What teaching here is like, and the way in. */
export default function TeachWithUs() {
  const { state, mayBegin } = useLoaderData<typeof loader>()
  const draft = state === 'draft'
  const open = state && !['rejected', 'withdrawn', 'approved'].includes(state)
  return (
    <>
      <section className={`stack ${styles.opening}`}>
        <h1 tabIndex={-1}>Teach with us</h1>
        <p className="soft">
          Give live classes, lead conversations, or both. Your hours, from wherever you are; we
          bring learners, rooms and payment.
        </p>
        <div className="row">
          <Button component={Link} to={ADDRESS} size="lg">
            {draft
              ? 'Go on with your application'
              : open
                ? 'See where your application stands'
                : mayBegin
                  ? 'Apply to teach'
                  : 'Your application'}
          </Button>
          <Button component={Link} to="/teach-with-us/earnings" size="lg" variant="outline">
            What could you earn?
          </Button>
        </div>
      </section>
      <div className="stack-wide">
        <div className="columns">
          {PROMISES.map(([title, words]) => (
            <div key={title}>
              <h2>{title}</h2>
              <p>{words}</p>
            </div>
          ))}
        </div>
        <Panel title="How it goes">
          <ol className={styles.ladder}>
            {STEPS.map(([title, words]) => (
              <li key={title}>
                <b>{title}.</b> {words}
              </li>
            ))}
          </ol>
        </Panel>
        <Panel title="What we ask for">
          <p>
            Who you are and how to reach you, the languages you speak and how well, your experience
            and certificates, when you would like to teach, and a few words about you. A video
            helps, and is not needed. It takes about ten minutes.
          </p>
        </Panel>
      </div>
    </>
  )
}
