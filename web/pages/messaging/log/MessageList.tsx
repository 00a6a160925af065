import { Link } from 'react-router'
import { DataTable } from '../../../components/DataTable.tsx'
import { FilterForm } from '../../../components/Filters.tsx'
import { SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { CATEGORY, type MessageCard, outcomeOf, reasonOf, STATE, WAY } from './message-words.ts'

export const FILTERS = ['state', 'way', 'category', 'to'] as const
export type Asked = Partial<Record<(typeof FILTERS)[number], string>>

/** What is asked for in an address; what is empty is not asked for. */
export function askedIn(asked: URLSearchParams): Asked {
  const found = FILTERS.map((name) => [name, asked.get(name)?.trim()] as const)
  return Object.fromEntries(found.filter(([, value]) => value))
}

const all = (names: Record<string, string>) => [
  { value: '', label: 'All' },
  ...Object.entries(names).map(([value, label]) => ({ value, label })),
]

/** Messages, the newest first, with what became of each. */
export function MessageList({
  items,
  next,
  asked,
  toMessage,
  senderOf,
}: {
  items: MessageCard[]
  next: string | null
  asked: Asked
  toMessage: (id: string) => string
  /** Who sent it, where that is not plain. */
  senderOf?: (one: MessageCard) => string
}) {
  const states = Object.fromEntries(Object.entries(STATE).map(([name, [word]]) => [name, word]))
  return (
    <Panel>
      <div className="stack">
        <FilterForm label="Find messages">
          <SelectField
            name="state"
            label="State"
            defaultValue={asked.state ?? ''}
            data={all(states)}
          />
          <SelectField name="way" label="Way" defaultValue={asked.way ?? ''} data={all(WAY)} />
          <SelectField
            name="category"
            label="What for"
            defaultValue={asked.category ?? ''}
            data={all(CATEGORY)}
          />
          <TextField name="to" label="Number or address" defaultValue={asked.to ?? ''} />
        </FilterForm>
        <DataTable
          caption="Messages"
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            {
              head: 'Accepted',
              title: true,
              cell: ({ id, acceptedAt }) => (
                <Link to={toMessage(id)}>
                  <Instant at={acceptedAt} as="short-moment" />
                </Link>
              ),
            },
            ...(senderOf ? [{ head: 'Sender', cell: senderOf }] : []),
            { head: 'To', cell: ({ to }) => to },
            {
              head: 'Way',
              cell: ({ way, category }) => `${WAY[way]}, ${CATEGORY[category].toLowerCase()}`,
            },
            {
              head: 'State',
              cell: (one) => (
                <>
                  <Tag tone={STATE[one.state][1]}>{STATE[one.state][0]}</Tag>
                  {reasonOf(one) && <div className="soft small">{reasonOf(one)}</div>}
                </>
              ),
            },
            { head: 'Through', cell: ({ provider }) => provider?.name ?? '–' },
            {
              head: 'Credits',
              numeric: true,
              cell: ({ units, settled }) =>
                settled ? `${settled.captured} of ${units}` : `${units} held`,
            },
          ]}
          empty={
            <EmptyState title="No messages here">
              Messages are listed as soon as they are accepted. Filters above may hide some.
            </EmptyState>
          }
        />
        <Pager next={next} />
      </div>
    </Panel>
  )
}

/** `2 taken` of what was held, or what is still held. */
export const creditsOf = ({ settled, units }: Pick<MessageCard, 'settled' | 'units'>): string =>
  settled ? `${settled.captured} of ${units}, ${outcomeOf(settled.outcome)}` : `${units} held`
