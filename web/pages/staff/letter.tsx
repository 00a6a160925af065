import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { LetterWhole } from '../../api/telling.ts'
import { FactList } from '../../components/FactList.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PageError } from '../../components/states.tsx'
import styles from './webhooks/webhooks.module.css'

export const loader = ({ context, params }: LoaderFunctionArgs) =>
  context.get(apiOf).get<LetterWhole>(`/api/outbox/${params.id}`)

export const meta = () => [{ title: 'Message · Stoa' }]

/** One e-mail as its reader gets it: the text, the headers, and the file for their calendar. */
export default function LetterPage() {
  const letter = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead title={letter.subject} lead={`To ${letter.to}`} />
      <div className="stack-wide">
        <Panel title="What it says">
          <pre className={styles.code}>{letter.text}</pre>
        </Panel>
        {letter.calendar && (
          <Panel title="For the calendar" note={`stoa.ics, ${letter.calendar.method}`}>
            <div className="stack">
              <pre className={styles.code}>{letter.calendar.content}</pre>
              <div>
                <a
                  href={`data:text/calendar;charset=utf-8,${encodeURIComponent(letter.calendar.content)}`}
                  download="stoa.ics"
                >
                  Download stoa.ics
                </a>
              </div>
            </div>
          </Panel>
        )}
        <Panel title="Headers">
          <FactList
            facts={Object.entries(letter.headers).map(([name, value]) => [
              name,
              <code key={name}>{value}</code>,
            ])}
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and support" />
