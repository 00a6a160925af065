import { SimpleGrid } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { useMay } from '../may.ts'
import type { Limits } from './risk-words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Limits · Stoa' }]

export const loader = ({ context }: LoaderFunctionArgs) =>
  context.get(apiOf).get<Limits>('/api/risk/limits')

/** Counts, by what they guard. */
const GROUPS = [
  [
    'One buyer',
    'Above these, they wait: an hour, or a day.',
    [
      ['buyerTriesHour', 'Payments tried within an hour'],
      ['buyerTriesDay', 'Payments tried within a day'],
      ['buyerDeclinesHour', 'Declined within an hour'],
      ['buyerDeclinesDay', 'Declined within a day'],
    ],
  ],
  [
    'One card',
    'Above these, whoever is declined waits, and what is paid with it is delayed.',
    [
      ['cardTriesHour', 'Tried within an hour'],
      ['cardTriesDay', 'Tried within a day'],
      ['cardDeclinesHour', 'Declined within an hour'],
      ['cardDeclinesDay', 'Declined within a day'],
      ['cardBuyers', 'Used by so many buyers within 30 days'],
    ],
  ],
  [
    'What looks risky',
    'Its credits cannot be spent for so long, unless somebody lets them go.',
    [['delayHours', 'Hours of delay']],
  ],
] as const

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  return attempt('limits', async () => {
    const counts = GROUPS.flatMap(([, , fields]) =>
      fields.map(([name]) => [name, Number(text(form, name))] as const),
    )
    const credits = (name: string) => ({ amount: text(form, name), asset: 'CREDIT' })
    const second = form.getAll('currency').flatMap((currency, index) => {
      const amount = String(form.getAll('above')[index] ?? '').trim()
      const asset = String(currency).trim().toUpperCase()
      return asset && amount ? [{ amount, asset }] : []
    })
    await api.put('/api/risk/limits', {
      ...Object.fromEntries(counts),
      dailyCap: credits('dailyCap'),
      walletCap: credits('walletCap'),
      secondAbove: second,
    })
    return { said: 'Kept. It holds from now on.' }
  })
}

export default function LimitsPage() {
  const limits = useLoaderData<typeof loader>()
  const may = useMay()('finance')
  return (
    <>
      <PageHead
        title="Limits"
        lead="How much can be bought, how often a card may be tried, and above what two persons decide. Each change is kept, with who made it."
        deeds={<Link to="/operate/risk">Risk</Link>}
      />
      {may ? <Form key={limits.version} limits={limits} /> : <Shown limits={limits} />}
    </>
  )
}

function Form({ limits }: { limits: Limits }) {
  return (
    <DeedForm intent="limits" className="stack-wide">
      <Panel
        title="Credits"
        note="More would make the wallet a money business in some countries: ask a lawyer before you raise them."
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextField
            name="dailyCap"
            label="Bought within 24 hours"
            inputMode="decimal"
            defaultValue={limits.dailyCap.amount}
            required
          />
          <TextField
            name="walletCap"
            label="In one wallet"
            inputMode="decimal"
            defaultValue={limits.walletCap.amount}
            required
          />
        </SimpleGrid>
      </Panel>
      {GROUPS.map(([title, note, fields]) => (
        <Panel key={title} title={title} note={note}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {fields.map(([name, label]) => (
              <TextField
                key={name}
                name={name}
                label={label}
                inputMode="numeric"
                pattern="[0-9]*"
                defaultValue={String(limits[name])}
                required
              />
            ))}
          </SimpleGrid>
        </Panel>
      ))}
      <Panel
        title="What two persons decide"
        note="Refunds, and payments recorded by hand, above these amounts. In a currency that is not here, every one is decided by two."
      >
        <div className="stack">
          {[...limits.secondAbove, { amount: '', asset: '' }].map(({ amount, asset }) => (
            <SimpleGrid cols={{ base: 1, sm: 2 }} key={asset}>
              <TextField
                name="currency"
                label={asset ? 'Currency' : 'Another currency'}
                defaultValue={asset}
                maxLength={3}
              />
              <TextField
                name="above"
                label="Two persons above"
                inputMode="decimal"
                defaultValue={amount}
              />
            </SimpleGrid>
          ))}
        </div>
      </Panel>
      <div>
        <DeedButton>Keep these limits</DeedButton>
      </div>
    </DeedForm>
  )
}

function Shown({ limits }: { limits: Limits }) {
  return (
    <Panel title="As they are now">
      <FactList
        facts={[
          ['Bought within 24 hours', <Amount key="day" value={limits.dailyCap} />],
          ['In one wallet', <Amount key="wallet" value={limits.walletCap} />],
          ...GROUPS.flatMap(([title, , fields]) =>
            fields.map(
              ([name, label]) =>
                [`${title}: ${label.toLowerCase()}`, String(limits[name])] as [string, string],
            ),
          ),
          ...limits.secondAbove.map(
            (most) =>
              [
                `Two persons decide refunds and payments by hand in ${most.asset} above`,
                <Amount key={most.asset} value={most} />,
              ] as [string, React.ReactNode],
          ),
        ]}
      />
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
