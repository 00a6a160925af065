import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Answer } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { keepOnFailure } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { byWords } from '../../../format/books.ts'
import { capital } from '../../../format/words.ts'
import { codeDeed } from './discount-deeds.ts'
import { forWords, OffWords, STATES } from './discount-words.tsx'

type Detail = Answer<'/api/discounts/{id}'>

export const action = (args: ActionFunctionArgs) => codeDeed(args)
export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Discount code · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const found = await api.get<Detail>(`/api/discounts/${params.id}`)
  const names = await namesOf(api, [
    found.code.madeBy,
    ...found.uses.map(({ buyer }) => `${buyer.type}:${buyer.id}`),
  ])
  return { ...found, names }
}

/** One code: what it gives, and the orders it was used on. */
export default function Discount() {
  const { code, uses, names } = useLoaderData<typeof loader>()
  const paused = code.state === 'paused'
  return (
    <>
      <PageHead
        title={code.code}
        lead={code.note || `For ${forWords(code)}.`}
        deeds={
          code.state !== 'over' && (
            <DeedForm intent={`pause ${code.id}`}>
              <input type="hidden" name="id" value={code.id} />
              <input type="hidden" name="paused" value={paused ? 'no' : 'yes'} />
              <DeedButton variant="outline">
                {paused ? 'Let it be used again' : 'Pause it'}
              </DeedButton>
            </DeedForm>
          )
        }
      />
      <div className="stack-wide">
        <StatFigures
          label="Its figures"
          stats={[
            {
              label: 'Used',
              figure: code.used,
              note: code.mostUses ? `of ${code.mostUses} at most` : 'as often as people like',
            },
            { label: 'Paid orders', figure: code.orders, note: `of ${code.people} people` },
            ...code.money.map(({ given, paid }) => ({
              label: 'Given',
              figure: <Amount value={given} />,
              note: (
                <>
                  <Amount value={paid} /> were still paid
                </>
              ),
            })),
          ]}
        />
        <Panel title="What it does">
          <FactList
            facts={[
              ['Takes off', <OffWords key="off" code={code} />],
              ['For', capital(forWords(code))],
              ['State', STATES[code.state][1]],
              ['From', <Instant key="from" at={code.from} as="moment" />],
              [
                'Until',
                code.until ? <Instant key="until" at={code.until} as="moment" /> : 'No end',
              ],
              [
                'Per person',
                code.mostPerPerson ? `${code.mostPerPerson} at most` : 'As often as they like',
              ],
              ['Made by', byWords(code.madeBy, nameIn(names, code.madeBy))],
            ]}
          />
        </Panel>
        <Panel
          title="Orders"
          note="The last hundred it was used on. One that ended unpaid counts no more."
        >
          <DataTable
            caption={`Orders with ${code.code}`}
            rows={uses}
            keyOf={({ order }) => order}
            columns={[
              {
                head: 'Who',
                title: true,
                cell: ({ order, buyer }) => (
                  <Link to={`/operate/orders/${order}`}>
                    {byWords(
                      `${buyer.type}:${buyer.id}`,
                      nameIn(names, `${buyer.type}:${buyer.id}`),
                    )}
                  </Link>
                ),
              },
              { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
              { head: 'Order', cell: ({ state }) => capital(state) },
              { head: 'Taken off', numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
            ]}
            empty={
              <EmptyState title="Not used yet">Each order with this code stands here.</EmptyState>
            }
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
