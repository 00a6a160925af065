import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useSearchParams } from 'react-router'
import type { MessageUsage } from '../../../api/wallets.ts'
import { Amount } from '../../../components/Amount.tsx'
import { Chart } from '../../../components/Chart.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { ChoiceFilter, FilterForm } from '../../../components/Filters.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { days } from '../../../format/periods.ts'
import { useReader } from '../../../format/reader.tsx'
import { day } from '../../../format/time.ts'
import { CATEGORY_NAME, Units, WAY_NAME } from './units.tsx'

const named = (names: Record<string, string>) => [
  { value: '', label: 'All' },
  ...Object.entries(names).map(([value, label]) => ({ value, label })),
]

/** What the address asks for, as the API wants it; days are the reader's. */
export function askedIn(search: URLSearchParams, zone: string): Record<string, string> {
  const all = {
    ...days(search, zone),
    way: search.get('way'),
    category: search.get('category'),
    organization: search.get('organization'),
  }
  return Object.fromEntries(
    Object.entries(all).filter((one): one is [string, string] => Boolean(one[1])),
  )
}

/** Which messages: by way, category and day; `organizations`: whose. */
export function UsageFilters({
  organizations,
}: {
  organizations?: { value: string; label: string }[]
}) {
  const [search] = useSearchParams()
  const value = (name: string) => search.get(name) ?? ''
  return (
    <div className="stack">
      <ChoiceFilter name="way" label="Way" choices={named(WAY_NAME)} />
      <FilterForm label="Usage" keep={['way']}>
        <TextInput type="date" name="from" label="From" defaultValue={value('from')} />
        <TextInput type="date" name="to" label="To" defaultValue={value('to')} />
        <NativeSelect
          name="category"
          label="Category"
          defaultValue={value('category')}
          data={named(CATEGORY_NAME)}
        />
        {organizations && (
          <NativeSelect
            name="organization"
            label="Organization"
            defaultValue={value('organization')}
            data={[{ value: '', label: 'All' }, ...organizations]}
          />
        )}
        <Button type="submit" variant="outline">
          Show
        </Button>
      </FilterForm>
    </div>
  )
}

const TONES = { sms: 'accent', whatsapp: 'good', email: 'warm' } as const

/** Messages day by day, each way in its colour. */
export function ByDayChart({ usage }: { usage: MessageUsage }) {
  const { locale } = useReader()
  const ways = (['sms', 'whatsapp', 'email'] as const).filter((way) =>
    usage.days.some((one) => one.way === way),
  )
  const byDay = Map.groupBy(usage.days, (one) => one.day)
  const best = [...byDay]
    .map(([on, rows]) => ({ day: on, messages: rows.reduce((sum, row) => sum + row.messages, 0) }))
    .sort((a, b) => b.messages - a.messages)[0]
  if (!best) return null
  return (
    <Chart
      title={`Most went out on ${day(`${best.day}T12:00:00Z`, locale, 'UTC')}: ${best.messages.toLocaleString(locale)}`}
      note="Messages whose end is known, by day"
      kind="bar"
      along="Day"
      series={ways.map((way) => ({ name: way, label: WAY_NAME[way]!, tone: TONES[way] }))}
      points={[...byDay].map(([x, rows]) => ({
        x,
        ...Object.fromEntries(
          ways.map((way) => [way, rows.find((row) => row.way === way)?.messages ?? 0]),
        ),
      }))}
    />
  )
}

/** At which hours of the day. */
export function ByHourChart({ usage }: { usage: MessageUsage }) {
  const peak = usage.hours.toSorted((a, b) => b.messages - a.messages)[0]
  if (!peak) return null
  const label = (hour: number) => `${String(hour).padStart(2, '0')}:00`
  return (
    <Chart
      title={`The busiest hour begins at ${label(peak.hour)}`}
      note={`Messages by hour of the day, ${usage.zone}`}
      kind="bar"
      along="Hour"
      series={[{ name: 'messages', label: 'Messages' }]}
      mark={label(peak.hour)}
      points={Array.from({ length: 24 }, (_, hour) => ({
        x: label(hour),
        messages: usage.hours.find((one) => one.hour === hour)?.messages ?? 0,
      }))}
    />
  )
}

/** What each way and category took; with what it cost, for those who may know. */
export function ByKind({ usage }: { usage: MessageUsage }) {
  const costs = usage.kinds.some(({ cost }) => cost !== undefined)
  return (
    <Panel title="By way and category">
      <DataTable
        caption="Messages by way and category"
        rows={usage.kinds}
        keyOf={({ way, category }) => `${way} ${category}`}
        empty="Nothing was sent in this time."
        columns={[
          { head: 'Way', title: true, cell: ({ way }) => WAY_NAME[way] },
          { head: 'Category', cell: ({ category }) => CATEGORY_NAME[category] },
          { head: 'Messages', numeric: true, cell: ({ messages }) => <Units units={messages} /> },
          { head: 'Credits', numeric: true, cell: ({ units }) => <Units units={units} /> },
          {
            head: costs ? 'Revenue' : 'What they had cost',
            numeric: true,
            cell: ({ revenue }) => <Amount value={revenue} />,
          },
          ...(costs
            ? [
                {
                  head: 'Cost',
                  numeric: true,
                  cell: ({ cost }: MessageUsage['kinds'][number]) =>
                    cost ? <Amount value={cost} /> : '–',
                },
              ]
            : []),
        ]}
      />
    </Panel>
  )
}
