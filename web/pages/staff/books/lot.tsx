import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { LotDetail } from '../../../api/operating.ts'
import { Amount } from '../../../components/Amount.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { PageError } from '../../../components/states.tsx'
import { addressWords, plain } from '../../../format/books.ts'
import { accountAddress } from './asked.ts'
import { MovesOfLot } from './LotMoves.tsx'

export const meta = () => [{ title: 'Lot · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const id = /^\d{1,18}$/.test(params.id ?? '') ? params.id : '0'
  const lot = await api.get<LotDetail>(`/api/ledger/lots/${id}`)
  return { lot, names: await namesOf(api, [lot.account]) }
}

/** Units that came in together: what was paid for them, what is left, and all that moved them. */
export default function LotPage() {
  const { lot, names } = useLoaderData<typeof loader>()
  const [owner = '', purpose = ''] = lot.account.split('/')
  return (
    <>
      <PageHead
        title={`Lot ${lot.id}`}
        lead={
          <>
            {plain(lot.source)} of <Instant at={lot.issuedAt} as="day" />, in{' '}
            <Link to={accountAddress(owner, purpose, lot.issued.asset)}>
              {addressWords(lot.account, nameIn(names, lot.account))}
            </Link>
            {lot.expiresAt && (
              <>
                , good until <Instant at={lot.expiresAt} as="last-day" />
              </>
            )}
            {lot.frozenAt && ', frozen'}
          </>
        }
      />
      <div className="stack-wide" style={{ gap: 24 }}>
        <StatFigures
          label="The lot"
          stats={[
            { label: 'Came in', figure: <Amount value={lot.issued} /> },
            { label: 'Left', figure: <Amount value={lot.remaining} /> },
            { label: 'Set aside', figure: <Amount value={lot.held} /> },
            {
              label: 'Cost of what is left',
              figure: lot.basisLeft ? <Amount value={lot.basisLeft} /> : 'None',
              note: lot.basis ? (
                <>
                  of <Amount value={lot.basis} /> paid
                </>
              ) : (
                'nothing was paid for it'
              ),
            },
          ]}
        />
        <Panel
          title="What moved it"
          note="Oldest first. Together these are what is left, and its cost."
        >
          <MovesOfLot moves={lot.moves} />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
