import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Form, type LoaderFunctionArgs, redirect, useLoaderData, useNavigate } from 'react-router'
import { browserApi } from '../../../api/browser.ts'
import { apiOf } from '../../../api/context.ts'
import type { Answer } from '../../../api/types.ts'
import { FactList } from '../../../components/FactList.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { originOf, shown } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import type { LogNow } from '../../../proof/checking.ts'
import { type Head, type Proof, readProof, transferIn } from '../../../proof/reading.ts'
import { Check } from './Check.tsx'
import styles from './proof.module.css'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get('entry')
  const transfer = asked === null ? undefined : transferIn(asked)
  if (transfer) throw redirect(`/proof/${transfer}`)
  const { head } = await context.get(apiOf).get<Answer<'/api/proofs'>>('/api/proofs')
  return { head, asked }
}

export const meta = ({ matches }: { matches: readonly unknown[] }) =>
  shown(originOf(matches), {
    title: 'Check a proof',
    description: 'Check for yourself that an entry stands in the sealed books of this Stoa.',
    path: '/proof',
  })

/** Anybody brings the proof of an entry, or its number, and sees whether it holds. */
export default function ProofPage() {
  const { head, asked } = useLoaderData<typeof loader>()
  const [given, setGiven] = useState<Given>()
  return (
    <>
      <PageHead
        title="Check a proof"
        lead="Every movement of money and credits here is written into books that are sealed each minute. With its proof, anybody can check that an entry was made and has not been changed since."
      />
      <div className="stack-wide" style={{ gap: 24 }}>
        <Panel
          title="By its number"
          note="It stands on receipts, and in the statement of a wallet."
        >
          <Form method="get" className={styles.find} role="search" aria-label="Find a proof">
            <TextInput
              name="entry"
              label="Number of the entry, or the link to its proof"
              placeholder="1251.2"
              defaultValue={asked ?? ''}
              error={asked ? 'This is no number of an entry. They look like 1251.2.' : undefined}
              required
            />
            <Button type="submit">Check this entry</Button>
          </Form>
        </Panel>
        <Pasted onGiven={setGiven} />
        {given && ('problem' in given ? <NoProof says={given.problem} /> : <Check {...given} />)}
        <TheLog head={head} />
      </div>
    </>
  )
}

type Given = { proof: Proof; now: LogNow | null } | { problem: string }

function Pasted({ onGiven }: { onGiven: (given: Given) => void }) {
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const look = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const words = String(new FormData(event.currentTarget).get('proof') ?? '').trim()
    const transfer = transferIn(words)
    if (transfer) return navigate(`/proof/${transfer}`)
    const proof = readProof(words)
    if (typeof proof === 'string') return onGiven({ problem: proof })
    setBusy(true)
    onGiven({ proof, now: await logNow(proof) })
    setBusy(false)
  }
  return (
    <Panel
      title="By a proof that you were given"
      note="It is checked in your browser, and against the log of this Stoa as it stands."
    >
      <form onSubmit={look} className="stack">
        <Textarea
          name="proof"
          label="The proof"
          placeholder="{ … }"
          autosize
          minRows={4}
          maxRows={12}
          required
          spellCheck={false}
        />
        <div>
          <Button type="submit" loading={busy} variant="outline">
            Check this proof
          </Button>
        </div>
      </form>
    </Panel>
  )
}

/** The log as it stands, and that it continues the proof's; null where there is none to compare with. */
async function logNow({ head: { size } }: Proof): Promise<LogNow | null> {
  try {
    const { path, head } = await browserApi.get<Answer<'/api/proofs/consistency'>>(
      '/api/proofs/consistency',
      { first: size },
    )
    return { path, head }
  } catch {
    return browserApi.get<Answer<'/api/proofs'>>('/api/proofs').then(
      ({ head }) => head && { path: [], head },
      () => null,
    )
  }
}

const NoProof = ({ says }: { says: string }) => (
  <Panel>
    <p role="alert">{says}</p>
  </Panel>
)

/** The head that everybody can write down today and compare with tomorrow. */
function TheLog({ head }: { head: Head | null }) {
  if (!head)
    return (
      <Panel title="The log of this Stoa">
        <EmptyState title="Nothing is sealed yet">
          The first entries are sealed within minutes of being written; the log’s fingerprint and
          key stand here from then on.
        </EmptyState>
      </Panel>
    )
  return (
    <Panel
      title="The log of this Stoa"
      note="Keep this fingerprint: as long as later logs continue it, nothing before it was rewritten."
    >
      <FactList
        facts={[
          ['Blocks', head.size],
          ['Last sealed', <Instant key="at" at={head.at} />],
          ['Fingerprint', <Hash key="root">{head.root}</Hash>],
          ['Key', <Hash key="key">{head.publicKey}</Hash>],
        ]}
      />
    </Panel>
  )
}

const Hash = ({ children }: { children: string }) => <span className={styles.hash}>{children}</span>

export const ErrorBoundary = PageError
