import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Letter } from '../../api/operating.ts'
import type { Page } from '../../api/types.ts'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Pager } from '../../components/Pager.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { Tag, type Tone } from '../../components/Tag.tsx'
import styles from './outbox.module.css'

export const meta = () => [{ title: 'Messages sent · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  return context
    .get(apiOf)
    .get<Page<Letter>>('/api/outbox', { cursor: search.get('cursor'), limit: 40 })
}

const STATE: Record<Letter['state'], [word: string, tone: Tone]> = {
  kept: ['Kept here', 'plain'],
  waiting: ['Waiting', 'attention'],
  sent: ['Sent', 'good'],
  failed: ['Not sent', 'bad'],
  refused: ['Refused', 'bad'],
  returned: ['Came back', 'bad'],
}

export default function Outbox() {
  const letters = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Messages sent"
        lead="Every e-mail of Stoa, newest first. Without a mail server they are kept here and go nowhere."
      />
      <Panel>
        {letters.items.length === 0 ? (
          <EmptyState title="No messages yet">
            Confirmations, receipts and payout notices appear here as they are written.
          </EmptyState>
        ) : (
          <ul className={`plain-list ${styles.letters}`}>
            {letters.items.map((letter) => (
              <li key={letter.id}>
                <details>
                  <summary>
                    <span className={styles.subject}>{letter.subject || letter.kind}</span>
                    <span className={styles.to}>{letter.to}</span>
                    <span className={styles.at}>
                      <Instant at={letter.at} as="short-moment" />
                    </span>
                    <Tag tone={STATE[letter.state][1]}>{STATE[letter.state][0]}</Tag>
                  </summary>
                  {letter.error && <p className={styles.error}>{letter.error}</p>}
                  {letter.nextTryAt && letter.attempts > 0 && (
                    <p className="soft small">
                      Tried {letter.attempts} times; again{' '}
                      <Instant at={letter.nextTryAt} as="moment" />
                    </p>
                  )}
                  <p className={styles.body}>{letter.body || whyEmpty(letter)}</p>
                  {letter.body && (
                    <p className={styles.whole}>
                      <Link to={`/operate/outbox/${letter.id}`}>
                        {letter.calendar ? 'Whole, with stoa.ics' : 'Whole'}
                        <span className="visually-hidden">: {letter.subject}</span>
                      </Link>
                    </p>
                  )}
                </details>
              </li>
            ))}
          </ul>
        )}
        <Pager next={letters.next} />
      </Panel>
    </>
  )
}

const whyEmpty = ({ forgottenAt }: Letter) =>
  forgottenAt
    ? 'Its words were forgotten: they are kept for 90 days.'
    : 'This message lets its reader in, so its text is not shown.'

export const ErrorBoundary = () => <PageError who="administrators and support" />
