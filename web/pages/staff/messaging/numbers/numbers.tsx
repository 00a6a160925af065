import { Checkbox } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { InboundPrices, SenderNumbers, UnknownInbound } from '../../../../api/inbox.ts'
import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Pager } from '../../../../components/Pager.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { Tag } from '../../../../components/Tag.tsx'
import { personOf } from '../../../../visitor.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Numbers · Stoa' }]

const WAY = { sms: 'Text message', whatsapp: 'WhatsApp' } as const
const AT = '/api/sender-numbers'
const nothing: UnknownInbound = { items: [], next: null }

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { staffRoles } = await personOf(context)
  const is = (...roles: string[]) => staffRoles.some((role) => ['admin', ...roles].includes(role))
  const cursor = new URL(request.url).searchParams.get('cursor')
  const [numbers, prices, unknown, organizations] = await Promise.all([
    api.get<SenderNumbers>(AT),
    api.get<InboundPrices>(`${AT}/inbound-prices`),
    is('support') ? api.get<UnknownInbound>(`${AT}/unknown`, { cursor }) : nothing,
    is('support')
      ? api.get<{ items: { id: string; name: string }[] }>('/api/organizations', { limit: '100' })
      : { items: [] },
  ])
  return {
    numbers: numbers.items,
    prices: prices.items,
    unknown,
    organizations: organizations.items,
    gives: is('support'),
    sets: is('finance'),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    const [what, which] = intent.split(':')
    if (what === 'back') {
      await api.delete(`${AT}/${which}`)
      return { said: 'Taken back. Its conversations stay where they are.' }
    }
    const [provider, way] = text(form, 'at').split(' ')
    if (what === 'price') {
      await api.put(`${AT}/inbound-prices`, { provider, way, units: Number(text(form, 'units')) })
      return { said: 'Kept. It counts for what comes in from now on.' }
    }
    await api.post(AT, {
      provider,
      way,
      address: text(form, 'address'),
      organizationId: text(form, 'organization'),
      withWaiting: form.has('withWaiting'),
    })
    return { said: 'Given. Whatever is sent to it now is in their inbox.' }
  })
}

/** Whose a number is, what was sent to those of nobody, and what it costs to be written to. */
export default function NumbersPage() {
  const { gives } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Numbers"
        lead="By which organizations are written to. Support gives them and sees what was sent to a number of nobody; what is in an inbox only its organization reads."
      />
      <div className="stack-wide">
        <Numbers />
        {gives && <Give />}
        <Prices />
        {gives && <Unknown />}
      </div>
    </>
  )
}

function Numbers() {
  const { numbers, gives } = useLoaderData<typeof loader>()
  return (
    <Panel title="Whose they are">
      <DataTable
        caption="Numbers of organizations"
        rows={numbers}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Number', title: true, cell: ({ address }) => address },
          { head: 'Way', cell: ({ way }) => WAY[way] },
          { head: 'At', cell: ({ provider }) => provider.name },
          { head: 'Organization', cell: ({ organization }) => organization.name },
          { head: 'Since', cell: ({ givenAt }) => <Instant at={givenAt} as="day" /> },
          {
            head: 'State',
            cell: ({ id, endedAt, address }) =>
              endedAt ? (
                <Tag>Taken back</Tag>
              ) : gives ? (
                <DeedForm intent={`back:${id}`}>
                  <DeedButton variant="subtle" size="xs" aria-label={`Take it back: ${address}`}>
                    Take it back
                  </DeedButton>
                </DeedForm>
              ) : (
                <Tag tone="good">In use</Tag>
              ),
          },
        ]}
        empty={
          <EmptyState title="No organization has a number yet">
            Once one has, what is sent to it comes into that organization’s inbox.
          </EmptyState>
        }
      />
    </Panel>
  )
}

function Give() {
  const { prices, organizations } = useLoaderData<typeof loader>()
  return (
    <Panel title="Give a number">
      <DeedForm intent="give" className="stack">
        <SelectField
          name="at"
          label="Provider and way"
          data={prices.map(({ provider, way }) => ({
            value: `${provider.id} ${way}`,
            label: `${provider.name}: ${WAY[way]}`,
          }))}
        />
        <TextField name="address" label="Number" placeholder="+91 80 4718 0000" required />
        <SelectField
          name="organization"
          label="Organization"
          data={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Checkbox
          name="withWaiting"
          value="yes"
          label="What was sent to it while nobody had it goes along"
        />
        <div>
          <DeedButton>Give it</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

function Prices() {
  const { prices, sets } = useLoaderData<typeof loader>()
  return (
    <Panel
      title="What a message that comes in costs"
      note="In credits of its way; 0 where the provider charges nothing. An empty wallet still receives: then it is owed, and taken from the next credits bought."
    >
      <DataTable
        caption="Prices of messages that come in"
        rows={prices}
        keyOf={({ provider, way }) => `${provider.id} ${way}`}
        columns={[
          { head: 'Provider', title: true, cell: ({ provider }) => provider.name },
          { head: 'Way', cell: ({ way }) => WAY[way] },
          {
            head: 'Credits',
            cell: ({ provider, way, units }) =>
              sets ? (
                <DeedForm intent={`price:${provider.id}-${way}`}>
                  <input type="hidden" name="at" value={`${provider.id} ${way}`} />
                  <TextField
                    name="units"
                    aria-label={`Credits for ${WAY[way]} at ${provider.name}`}
                    type="number"
                    min={0}
                    max={100}
                    defaultValue={String(units)}
                    required
                  />
                  <DeedButton variant="subtle" size="xs">
                    Keep
                  </DeedButton>
                </DeedForm>
              ) : (
                units
              ),
          },
        ]}
      />
    </Panel>
  )
}

function Unknown() {
  const { unknown } = useLoaderData<typeof loader>()
  return (
    <Panel title="Sent to numbers of nobody" note="Kept for 30 days.">
      <div className="stack">
        <DataTable
          caption="Messages to numbers of nobody"
          rows={unknown.items}
          keyOf={({ id }) => id}
          columns={[
            { head: 'To', title: true, cell: ({ to }) => to },
            { head: 'From', cell: ({ from }) => from },
            { head: 'Way', cell: ({ way, provider }) => `${WAY[way]}, ${provider.name}` },
            { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
            { head: 'Words', cell: ({ text: words }) => words.slice(0, 120) },
          ]}
          empty={
            <EmptyState title="Nothing">
              Every message that came in was to a number that somebody has.
            </EmptyState>
          }
        />
        <Pager next={unknown.next} />
      </div>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, support and finance" />
