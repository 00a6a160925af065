import { Button } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { ApiProblem } from '../../../api/client.ts'
import { apiOf } from '../../../api/context.ts'
import type { Answer, Me } from '../../../api/types.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { toast } from '../../../components/toasts.ts'
import { fromBase64, toBase64Url } from '../../../proof/bytes.ts'
import type { Proof } from '../../../proof/reading.ts'
import { Check } from './Check.tsx'

type Found = { state: 'sealed'; proof: Proof } | { state: 'waiting' }

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const transfer = params.transfer ?? ''
  const found = await api
    .get<Answer<'/api/proofs/{transfer}'>>(`/api/proofs/${encodeURIComponent(transfer)}`)
    .then(
      (proof): Found => ({ state: 'sealed', proof }),
      (error): Found => {
        if (error instanceof ApiProblem && error.data.code === 'not_sealed_yet')
          return { state: 'waiting' }
        throw error
      },
    )
  const { person } = await api.get<Me>('/api/me')
  const entry =
    person && found.state === 'sealed'
      ? await api
          .get<Answer<'/api/proofs/{transfer}/entry'>>(`/api/proofs/${transfer}/entry`)
          .catch((error) => {
            // Whom it does not concern sees its fingerprint, as everybody does.
            if (error instanceof ApiProblem && error.data.status === 403) return null
            throw error
          })
      : null
  return { transfer, found, row: entry?.row ?? null }
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `Proof of entry ${loaderData?.transfer ?? ''} · Stoa` },
  { name: 'robots', content: 'noindex' },
]

/** Anybody checks that an entry of the books was sealed, and is still what it was then. */
export default function ProofOfEntry() {
  const { transfer, found, row } = useLoaderData<typeof loader>()
  if (found.state === 'waiting') return <Waiting transfer={transfer} />
  return <Sealed key={transfer} proof={found.proof} row={row} />
}

function Sealed({ proof: fresh, row }: { proof: Proof; row: string | null }) {
  const carried = useCarriedRow()
  const proof = useMemo(
    () => ({ ...fresh, ...((row ?? carried) ? { row: (row ?? carried) as string } : {}) }),
    [fresh, row, carried],
  )
  // What the server gave was made from its log of this moment; there is nothing between them to prove.
  const now = useMemo(() => ({ head: fresh.head, path: [] }), [fresh])
  return (
    <>
      <PageHead
        title={`Proof of entry ${proof.transfer}`}
        lead="Entries of the books are sealed so that nobody can change them unseen, the operator of this Stoa included. Your browser checks this one by itself."
        deeds={
          <>
            {proof.row && <CopyLink transfer={proof.transfer} row={proof.row} />}
            <Save proof={proof} />
          </>
        }
      />
      <Check proof={proof} now={now} />
    </>
  )
}

/** The entry that a link carries after its `#`, where servers never see it. */
function useCarriedRow(): string | undefined {
  const [row, setRow] = useState<string>()
  useEffect(() => {
    const carried = /^#entry=([\w-]+)$/.exec(window.location.hash)?.[1]
    if (carried) setRow(carried)
  }, [])
  return row
}

function CopyLink({ transfer, row }: { transfer: string; row: string }) {
  return (
    <Button
      onClick={async () => {
        const entry = toBase64Url(fromBase64(row))
        await navigator.clipboard.writeText(
          `${window.location.origin}/proof/${transfer}#entry=${entry}`,
        )
        toast('Copied. Whoever has this link sees the entry and can check it.')
      }}
    >
      Copy link with the entry
    </Button>
  )
}

/** The proof as a file, good for as long as there are copies of it: it needs no server to be checked. */
function Save({ proof }: { proof: Proof }) {
  return (
    <Button
      variant="outline"
      onClick={() => {
        const file = new Blob([JSON.stringify(proof, null, 2)], { type: 'application/json' })
        const link = document.createElement('a')
        link.href = URL.createObjectURL(file)
        link.download = `proof-${proof.transfer}.json`
        link.click()
        setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
      }}
    >
      Save the proof
    </Button>
  )
}

function Waiting({ transfer }: { transfer: string }) {
  return (
    <>
      <PageHead title={`Proof of entry ${transfer}`} />
      <EmptyState
        title="This entry is not sealed yet"
        deed={
          <Button component="a" href={`/proof/${transfer}`}>
            Look again
          </Button>
        }
      >
        It stands in the books, and is sealed within minutes of being written. From then on its
        proof can be checked here.
      </EmptyState>
    </>
  )
}

export const ErrorBoundary = PageError
