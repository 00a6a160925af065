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
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { byWords, plain } from '../../../format/books.ts'
import { counted } from '../../../format/words.ts'
import { useMay } from '../may.ts'
import { DisputeTag } from './disputes.tsx'
import { DISPUTE_STATES, type DisputeDetail } from './money-back.ts'

export const clientAction = keepOnFailure
export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `Dispute of ${loaderData?.detail.dispute.order.number ?? ''} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const detail = await api.get<DisputeDetail>(`/api/disputes/${params.id}`)
  const asked = [detail.dispute.buyer, ...detail.steps.map(({ by }) => by)]
  return { detail, names: (await ifAllowed(namesOf(api, asked))) ?? {} }
}

/** The fields of the evidence, as they are asked for. */
const FIELDS = [
  ['customerName', 'Who bought it'],
  ['customerEmail', 'Their e-mail address'],
  ['productDescription', 'What was sold'],
  ['serviceDate', 'When it took place'],
  ['accessActivityLog', 'Who was where and when'],
  ['refundPolicy', 'What was agreed about refunds'],
  ['words', 'Anything else'],
] as const

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const at = `/api/disputes/${params.id}`
  return attempt(intent, async () => {
    if (intent === 'fault') {
      const said = { fault: text(form, 'fault'), note: text(form, 'note') }
      await api.deed(`${at}/fault`, text(form, 'key'), said)
      return { said: 'Kept. It decides who bears a loss.' }
    }
    await api.post(
      `${at}/answer`,
      Object.fromEntries(FIELDS.map(([name]) => [name, text(form, name)])),
    )
    return { said: 'The evidence is with the bank.' }
  })
}

export default function DisputePage() {
  const { detail, names } = useLoaderData<typeof loader>()
  const { dispute, steps, moves, what, frozen, warnings } = detail
  return (
    <>
      <PageHead
        tags={<DisputeTag dispute={dispute} />}
        title={
          <>
            <Amount value={dispute.amount} /> disputed of order {dispute.order.number}
          </>
        }
        lead={`${what}, bought by ${nameIn(names, dispute.buyer) ?? 'the buyer'}. The bank’s reason: ${plain(dispute.reason).toLowerCase()}.`}
        deeds={<Link to={`/operate/orders/${dispute.order.id}`}>The order</Link>}
      />
      <div className="stack-wide">
        <Fault detail={detail} />
        <div className="wide-and-narrow">
          <Evidence detail={detail} />
          <Panel title="What it is">
            <FactList
              facts={[
                ['Opened', <Instant key="opened" at={dispute.openedAt} />],
                dispute.answerBy !== null && [
                  'The bank waits until',
                  <Instant key="by" at={dispute.answerBy} />,
                ],
                dispute.answeredAt !== null && [
                  'Answered',
                  <Instant key="answered" at={dispute.answeredAt} />,
                ],
                dispute.endedAt !== null && ['Ended', <Instant key="end" at={dispute.endedAt} />],
                ['Its fee', <Amount key="fee" value={dispute.fee} />],
                frozen > 0 && [
                  'Frozen for it',
                  counted(frozen, 'lot of credits', 'lots of credits'),
                ],
                ...warnings.map(
                  ({ kind, at }) =>
                    [`Warned: ${plain(kind).toLowerCase()}`, <Instant key={at} at={at} />] as [
                      string,
                      React.ReactNode,
                    ],
                ),
                ['The provider’s number', <code key="ref">{dispute.providerRef}</code>],
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
                cell: ({ to }) => DISPUTE_STATES[to as keyof typeof DISPUTE_STATES][0],
              },
              { head: 'By', cell: ({ by }) => byWords(by, nameIn(names, by)) },
            ]}
          />
        </Panel>
        {moves.length > 0 && (
          <Panel title="What it moved at the provider">
            <DataTable
              caption="Movements"
              rows={moves}
              keyOf={({ ref }) => ref}
              columns={[
                { head: 'When', title: true, cell: ({ at }) => <Instant at={at} /> },
                {
                  head: 'Amount',
                  numeric: true,
                  cell: ({ amount }) => <Amount value={amount} signed />,
                },
                { head: 'Fee', numeric: true, cell: ({ fee }) => <Amount value={fee} /> },
              ]}
            />
          </Panel>
        )}
      </div>
    </>
  )
}

/** Whose fault it was: asked where it decides who bears a loss. */
function Fault({ detail }: { detail: DisputeDetail }) {
  const may = useMay()('finance')
  const { dispute, taught, faultNote } = detail
  const over = dispute.state === 'won' || dispute.state === 'closed' || dispute.bookedAt !== null
  if (!taught && dispute.fault === null) return null
  if (over || !may) {
    if (dispute.fault === null) return null
    const whose = dispute.fault === 'educator' ? 'the educator’s' : 'the platform’s'
    return (
      <Panel title="Whose fault it was">
        <p>
          It counts as {whose}. {faultNote}
        </p>
      </Panel>
    )
  }
  return (
    <Panel
      title="Whose fault was it?"
      note="Lost by the educator’s fault, their part is taken back: from what is held, else from later earnings. By the platform’s, they keep it."
    >
      <DeedForm intent="fault" className="stack">
        <SelectField
          name="fault"
          label="It was the fault of"
          defaultValue={dispute.fault ?? 'platform'}
          data={[
            { value: 'platform', label: 'the platform' },
            { value: 'educator', label: 'the educator' },
          ]}
        />
        <LongField name="note" label="What you found" defaultValue={faultNote ?? ''} required />
        <div>
          <DeedButton variant="outline">Keep this</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

/** What is said to the bank: a draft from what we know, or what was sent. */
function Evidence({ detail }: { detail: DisputeDetail }) {
  const may = useMay()('finance')
  const { dispute, evidence, sent } = detail
  const takes = dispute.state === 'open' || dispute.state === 'warning'
  if (sent || !takes || !may) {
    return (
      <Panel title={sent ? 'What the bank was told' : 'What speaks for the payment'}>
        <FactList
          facts={FIELDS.filter(([name]) => evidence[name]).map(([name, label]) => [
            label,
            <span key={name} style={{ whiteSpace: 'pre-line' }}>
              {evidence[name]}
            </span>,
          ])}
        />
      </Panel>
    )
  }
  return (
    <Panel
      title="Answer the bank"
      note="Drafted from what we know: who came when, what was booked and what was told. A bank takes one answer."
    >
      <DeedForm intent="answer" className="stack">
        {FIELDS.map(([name, label]) =>
          /Log|Policy|Description|words/.test(name) ? (
            <LongField key={name} name={name} label={label} defaultValue={evidence[name]} />
          ) : (
            <TextField key={name} name={name} label={label} defaultValue={evidence[name]} />
          ),
        )}
        <div>
          <DeedButton>Send to the bank</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
