import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, LongField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { byWords } from '../../../format/books.ts'
import { counted } from '../../../format/words.ts'
import { useMay } from '../may.ts'
import { CaseTag } from './risk.tsx'
import { CASE_KINDS, type RiskCase } from './risk-words.ts'

export const clientAction = keepOnFailure
export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `Risk of order ${loaderData?.one.order.number ?? ''} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const one = await api.get<RiskCase>(`/api/risk/cases/${params.id}`)
  return { one, names: await namesOf(api, [one.buyer, one.stateBy]) }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const path = intent === 'release' ? 'release' : 'refund'
  return attempt(intent, async () => {
    const note = { note: text(form, 'note') }
    await api.deed(`/api/risk/cases/${params.id}/${path}`, text(form, 'key'), note)
    return {
      said: intent === 'release' ? 'It is let go.' : 'What was unspent is on its way back.',
    }
  })
}

export default function RiskCasePage() {
  const { one, names } = useLoaderData<typeof loader>()
  const may = useMay()('finance')
  return (
    <>
      <PageHead
        tags={<CaseTag one={one} />}
        title={
          <>
            {CASE_KINDS[one.kind]}: <Amount value={one.amount} /> of order {one.order.number}
          </>
        }
        lead={`Paid by ${nameIn(names, one.buyer) ?? 'the buyer'}. What was seen: ${one.said}.`}
        deeds={<Link to={`/operate/orders/${one.order.id}`}>The order</Link>}
      />
      <div className="wide-and-narrow">
        <div className="stack-wide">
          {may && one.state === 'open' && <Release one={one} />}
          {may && one.state !== 'refunded' && <GiveBack one={one} />}
          {(!may || one.state === 'refunded') && (
            <Panel title="What was done">
              <p>{done(one)}</p>
            </Panel>
          )}
        </div>
        <Panel title="What it is">
          <FactList
            facts={[
              ['Since', <Instant key="since" at={one.openedAt} />],
              one.state === 'open' &&
                one.until !== null && ['Lets go by itself', <Instant key="until" at={one.until} />],
              one.stopped > 0 && [
                'Cannot be spent',
                counted(one.stopped, 'lot of credits', 'lots of credits'),
              ],
              one.state !== 'open' && ['Decided', <Instant key="at" at={one.stateAt} />],
              one.state !== 'open' && ['By', byWords(one.stateBy, nameIn(names, one.stateBy))],
              one.note !== null && ['They wrote', one.note],
              one.refund !== null && [
                'The refund',
                <Link key="refund" to={`/operate/refunds/${one.refund}`}>
                  what went back
                </Link>,
              ],
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function done({ kind, state, stopped }: RiskCase): string {
  if (state === 'open') return 'Nobody has decided yet. Finance staff let it go, or give it back.'
  if (state === 'released') return 'It was let go: what it bought can be spent.'
  if (kind === 'highest')
    return 'The payment was turned down: nothing was delivered, and all of it goes back.'
  const rest = 'What is reserved for seats is used for them, or goes back too when it comes free.'
  return `What was unspent went back.${stopped > 0 ? ` ${rest}` : ''}`
}

function Release({ one }: { one: RiskCase }) {
  return (
    <Panel
      title="It is fine"
      note={
        one.until
          ? 'Its credits can be spent at once, rather than when the delay is over.'
          : 'What it bought can be spent, and what was earned on it is let go.'
      }
    >
      <DeedForm intent="release" className="stack">
        <LongField name="note" label="What you found" required maxLength={500} />
        <div>
          <DeedButton variant="outline">Let it go</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

function GiveBack({ one }: { one: RiskCase }) {
  return (
    <Panel
      title="It is fraud"
      note="What is unspent goes back now, a plan that it began ends, and what is reserved for seats goes back when it comes free."
    >
      <DeedForm intent="refund" className="stack">
        <LongField name="note" label="What you found" required maxLength={500} />
        <div>
          <DeedButton color="bad">
            Give back what is unspent of <Amount value={one.amount} />
          </DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
