import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
} from 'react-router'
import { ifAllowed } from '../../../api/allowed.ts'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { byWords, plain } from '../../../format/books.ts'
import { isZero } from '../../../format/money.ts'
import { useMay } from '../may.ts'
import { causeWord, GIVES, REFUND_STATES, type RefundDetail } from './money-back.ts'
import { RefundTag } from './refunds.tsx'

export const clientAction = keepOnFailure
export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `Refund of ${loaderData?.detail.refund.order.number ?? ''} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const detail = await api.get<RefundDetail>(`/api/refunds/${params.id}`)
  const { refund, steps } = detail
  const asked = [refund.buyer, refund.askedBy, ...steps.map(({ by }) => by)]
  const names = (await ifAllowed(namesOf(api, asked))) ?? {}
  return { detail, names }
}

const SAID: Record<string, string> = {
  retry: 'It is asked for again.',
  hand: 'It counts as sent by hand.',
  withdraw: 'It is withdrawn: what was given up for it is back.',
  bear: 'The platform bears it.',
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const at = `/api/refunds/${params.id}`
  return attempt(intent, async () => {
    const key = text(form, 'key')
    if (intent === 'withdraw' || intent === 'bear') await api.deed(`${at}/${intent}`, key, {})
    else await api.deed(`${at}/retry`, key, { byHand: intent === 'hand' })
    return { said: SAID[intent] ?? 'Done.' }
  })
}

export default function RefundPage() {
  const { detail, names } = useLoaderData<typeof loader>()
  const { refund, parts, steps, what } = detail
  return (
    <>
      <PageHead
        tags={<RefundTag refund={refund} />}
        title={
          <>
            <Amount value={refund.amount} /> back for order {refund.order.number}
          </>
        }
        lead={`${what}, to ${nameIn(names, refund.buyer) ?? 'the buyer'}.`}
        deeds={<Link to={`/operate/orders/${refund.order.id}`}>The order</Link>}
      />
      <div className="stack-wide">
        <Deciding refund={refund} />
        <div className="wide-and-narrow">
          <Panel title="What is given up for it">
            <DataTable
              caption="Parts"
              rows={parts.map((part, index) => ({ ...part, index }))}
              keyOf={({ index }) => String(index)}
              columns={[
                { head: 'What', title: true, cell: ({ gives }) => GIVES[gives] ?? gives },
                {
                  head: 'Credits',
                  numeric: true,
                  cell: ({ credits }) => (credits ? <Amount value={credits} /> : null),
                },
                { head: 'Of it tax', numeric: true, cell: ({ tax }) => <Amount value={tax} /> },
                { head: 'Amount', numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
              ]}
              foot={['Together', '', '', <Amount key="all" value={refund.amount} />]}
            />
          </Panel>
          <Panel title="Why">
            <FactList
              facts={[
                ['Cause', causeWord(refund.cause)],
                ['In words', refund.reason],
                ['Asked by', byWords(refund.askedBy, nameIn(names, refund.askedBy))],
                ['Through', plain(refund.provider)],
                refund.code !== null && ['The provider said', plain(refund.code)],
                refund.creditNote !== null && [
                  'Credit note',
                  <a key="note" href={`/api/documents/${refund.creditNote.id}/pdf`}>
                    {refund.creditNote.number}
                  </a>,
                ],
                refund.providerRef !== null && [
                  'The provider’s number',
                  <code key="ref">{refund.providerRef}</code>,
                ],
              ]}
            />
          </Panel>
        </div>
        <Panel title="How it went">
          <DataTable
            caption="Steps"
            rows={steps.map((step, index) => ({ ...step, index }))}
            keyOf={({ index }) => String(index)}
            columns={[
              { head: 'When', cell: ({ at }) => <Instant at={at} /> },
              {
                head: 'What',
                title: true,
                cell: ({ to, code }) =>
                  `${REFUND_STATES[to as keyof typeof REFUND_STATES][0]}${code ? `: ${plain(code)}` : ''}`,
              },
              { head: 'By', cell: ({ by }) => byWords(by, nameIn(names, by)) },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

/** What somebody must decide about it, if anything. */
function Deciding({ refund }: { refund: RefundDetail['refund'] }) {
  const may = useMay()('finance')
  const owed = refund.state === 'refused' || refund.state === 'failed'
  if (!isZero(refund.unexplained)) {
    return (
      <Panel
        title="Nothing of ours explains all of it"
        note={
          <>
            It was given back in the provider’s own dashboard. <Amount value={refund.unexplained} />{' '}
            of it was spent before, and waits in suspense.
          </>
        }
      >
        {may && (
          <DeedForm intent="bear">
            <DeedButton>The platform bears it</DeedButton>
          </DeedForm>
        )}
      </Panel>
    )
  }
  if (!owed) return null
  return (
    <Panel
      title="The money is still owed"
      note="It did not reach the buyer. Try again, send it another way, or take it back: then what was given up for it, credits for example, is theirs again."
    >
      {may && (
        <div className="row">
          <DeedForm intent="retry">
            <DeedButton>Try again</DeedButton>
          </DeedForm>
          <DeedForm intent="hand">
            <DeedButton variant="outline">It was sent by hand</DeedButton>
          </DeedForm>
          <DeedForm intent="withdraw">
            <DeedButton variant="outline">Withdraw it</DeedButton>
          </DeedForm>
        </div>
      )}
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
