import { Alert } from '@mantine/core'
import { useState } from 'react'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { RetailCatalogue, RetailTerms } from '../../../../api/retail.ts'
import type { Page } from '../../../../api/types.ts'
import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { keepOnFailure } from '../../../../components/deeds.ts'
import { DeedButton } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { PageError } from '../../../../components/states.tsx'
import { Tag, type Tone } from '../../../../components/Tag.tsx'
import { LadderWarning } from './LadderWarning.tsx'
import { OfferTable } from './OfferTable.tsx'
import { RetailNav } from './RetailNav.tsx'
import { retailDeed } from './retail-deeds.ts'
import { TermsForm } from './TermsForm.tsx'
import { reckonedWith, typedFrom } from './terms.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Prices of message credits · Stoa' }]
export const action = (args: ActionFunctionArgs) => retailDeed(args)

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [catalogue, versions] = await Promise.all([
    api.get<RetailCatalogue>('/api/message-retail/offers'),
    api.get<Page<RetailTerms>>('/api/message-retail/terms'),
  ])
  return { catalogue, versions: versions.items }
}

/** What a unit costs and brings; everything on sale is reckoned anew with each key. */
export default function PricingPage() {
  const { catalogue, versions } = useLoaderData<typeof loader>()
  const { terms } = catalogue
  const [typed, setTyped] = useState(() => typedFrom(terms))
  const by = reckonedWith(typed, terms.currency)
  return (
    <>
      <PageHead
        title="Prices of message credits"
        lead="What a unit is worth alone, what it costs us, and what each package leaves. Figures follow while you type; nothing counts before you set it."
      />
      <RetailNav />
      <div className="stack-wide">
        <LadderWarning catalogue={catalogue} />
        <Panel
          title="A unit"
          note={`Set as version ${terms.version}. What was sold before a change stays what it was.`}
        >
          <TermsForm terms={terms} typed={typed} change={setTyped} by={by} />
        </Panel>
        <Panel
          title="What is on sale, at the figures above"
          note="Each holds SMS / WhatsApp / e-mail. Margin is profit over price, markup is profit over cost. “All in” takes off the tax that lies in the price and the fee of the payment."
        >
          {by ? (
            <OfferTable items={catalogue.items} by={by} currency={terms.currency} />
          ) : (
            <Alert color="attention" title="Something above is no figure yet.">
              Prices and costs of a unit have up to six decimals; a unit’s price lies above zero.
            </Alert>
          )}
        </Panel>
        <Panel title="Every version" note="The latest that has begun counts.">
          <Versions rows={versions} />
        </Panel>
      </div>
    </>
  )
}

const STATES: Record<RetailTerms['state'], [Tone, string]> = {
  now: ['good', 'Now'],
  coming: ['accent', 'To come'],
  over: ['plain', 'Over'],
  withdrawn: ['plain', 'Withdrawn'],
}

function Versions({ rows }: { rows: RetailTerms[] }) {
  const three = ({ SMS, WHATSAPP, EMAIL }: RetailTerms['prices']) => (
    <span className="figures">{`${SMS} · ${WHATSAPP} · ${EMAIL}`}</span>
  )
  return (
    <DataTable
      caption="Versions of the prices"
      rows={rows}
      keyOf={({ version }) => `${version}`}
      columns={[
        { head: 'Version', title: true, cell: ({ version }) => `Version ${version}` },
        { head: 'From', cell: ({ from }) => <Instant at={from} as="short-moment" /> },
        { head: 'Prices (SMS · WhatsApp · e-mail)', cell: ({ prices }) => three(prices) },
        { head: 'Costs', cell: ({ costs }) => three(costs) },
        { head: 'Why', cell: ({ note }) => note },
        {
          head: 'State',
          cell: ({ state }) => <Tag tone={STATES[state][0]}>{STATES[state][1]}</Tag>,
        },
        {
          head: 'What to do',
          cell: ({ state, version }) =>
            state === 'coming' && (
              <DeedForm intent={`withdraw-terms ${version}`}>
                <input type="hidden" name="version" value={version} />
                <DeedButton variant="subtle" size="compact-sm">
                  Take it back
                </DeedButton>
              </DeedForm>
            ),
        },
      ]}
    />
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
