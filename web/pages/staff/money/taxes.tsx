import { type ActionFunctionArgs, Form, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Answer } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag, type Tone } from '../../../components/Tag.tsx'
import { byWords } from '../../../format/books.ts'
import { countries, countryName } from '../../../format/countries.ts'
import { beginOf } from './price-words.ts'
import styles from './prices.module.css'
import { TaxOwed } from './TaxOwed.tsx'

type Taxes = Answer<'/api/taxes'>
type Rule = Taxes['rules'][number]
export type Report = Answer<'/api/taxes/report'>

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Taxes · Stoa' }]

/** The first day of a month, `2026-11-01`, and of the one after. */
const monthOf = (month: string) => {
  const first = Temporal.PlainDate.from(`${month}-01`)
  return { from: beginOf(`${first}`)!, until: beginOf(`${first.add({ months: 1 })}`)! }
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const me = await api.get<Answer<'/api/me'>>('/api/me')
  const asked = new URL(request.url).searchParams.get('month') ?? ''
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : me.now.slice(0, 7)
  const [taxes, report] = await Promise.all([
    api.get<Taxes>('/api/taxes'),
    api.get<Report>('/api/taxes/report', monthOf(month)),
  ])
  const names = await namesOf(
    api,
    taxes.rules.map(({ madeBy }) => madeBy),
  )
  return { taxes, report, month, names, countries: countries() }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent.startsWith('withdraw')) {
      await api.post(`/api/taxes/rules/${text(form, 'id')}/withdraw`)
      return { said: 'Taken back before it began.' }
    }
    const zone = text(form, 'zone').toUpperCase()
    const place = { country: text(form, 'country'), ...(zone ? { zone } : {}) }
    if (intent === 'home') {
      await api.put('/api/taxes/home', place)
      return { said: 'Kept.' }
    }
    const from = beginOf(text(form, 'from'))
    await api.post('/api/taxes/rules', {
      ...place,
      goods: text(form, 'goods'),
      name: text(form, 'name'),
      percent: text(form, 'percent'),
      included: text(form, 'included') === 'yes',
      due: text(form, 'due'),
      ...(text(form, 'note') ? { note: text(form, 'note') } : {}),
      ...(from ? { from } : {}),
    })
    return { said: 'The rule is written down.' }
  })
}

export default function Taxes() {
  const { taxes, report, month, countries } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Taxes"
        lead="How what is sold is taxed, by where the buyer is. A rule holds from its day until a later one; the past stays as it was."
      />
      <div className="stack-wide">
        <Panel
          title="What is owed"
          note="Sales by the day they were paid, refunds by the day they were asked for, credits taxed at use by the day of use (UTC)."
          side={
            <Form method="get" className={styles.inline}>
              <label>
                <span className="visually-hidden">Month</span>
                <input type="month" name="month" defaultValue={month} className={styles.month} />
              </label>
              <button type="submit" className={styles.month}>
                Show
              </button>
            </Form>
          }
        >
          <TaxOwed report={report} countries={countries} />
        </Panel>
        <Panel title="Rules">
          <Rules rules={taxes.rules} />
        </Panel>
        <NewRule />
        <Home taxes={taxes} />
      </div>
    </>
  )
}

const TONES: Record<Rule['state'], [Tone, string]> = {
  now: ['good', 'Now'],
  coming: ['accent', 'To come'],
  over: ['plain', 'Over'],
  withdrawn: ['plain', 'Withdrawn'],
}
const GOODS: Record<Rule['goods'], string> = {
  any: 'Everything',
  credits: 'Credits',
  plan: 'Plans',
  messages: 'Message credits',
  booking: 'Seats paid with money',
}

function Rules({ rules }: { rules: Rule[] }) {
  const { names, countries } = useLoaderData<typeof loader>()
  return (
    <DataTable
      caption="Tax rules"
      rows={rules}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Where',
          title: true,
          cell: ({ country, zone }) =>
            `${countryName(country, countries)}${zone ? `, ${zone}` : ''}`,
        },
        { head: 'What', cell: ({ goods }) => GOODS[goods] },
        { head: 'Tax', cell: ({ name }) => name },
        { head: 'Rate', numeric: true, cell: ({ percent }) => `${percent} %` },
        { head: 'How', cell: ({ included }) => (included ? 'in the price' : 'on top') },
        { head: 'Due', cell: ({ due }) => (due === 'sale' ? 'when sold' : 'when used') },
        { head: 'From', cell: ({ from }) => <Instant at={from} as="short-moment" /> },
        {
          head: 'State',
          cell: ({ state }) => <Tag tone={TONES[state][0]}>{TONES[state][1]}</Tag>,
        },
        {
          head: 'By',
          cell: ({ id, state, madeBy }) =>
            state === 'coming' ? (
              <DeedForm intent={`withdraw ${id}`}>
                <input type="hidden" name="id" value={id} />
                <DeedButton variant="subtle" size="compact-sm">
                  Take it back
                </DeedButton>
              </DeedForm>
            ) : (
              byWords(madeBy, nameIn(names, madeBy))
            ),
        },
      ]}
      empty={
        <EmptyState title="Nothing is taxed">
          Without a rule for where a buyer is, no tax is on what they buy.
        </EmptyState>
      }
    />
  )
}

function NewRule() {
  const { countries } = useLoaderData<typeof loader>()
  return (
    <Panel
      title="Set a rule"
      note="0 % ends a tax. What your tax adviser says decides; prepaid credits that pay for several kinds of things are often taxed when they are used."
    >
      <DeedForm intent="rule" className="stack">
        <div className={styles.fields}>
          <SelectField
            name="country"
            label="Country"
            data={[{ value: '', label: 'Choose one' }, ...countries]}
            required
          />
          <TextField name="zone" label="State or province" placeholder="All" maxLength={3} />
          <SelectField
            name="goods"
            label="On"
            data={Object.entries(GOODS).map(([value, label]) => ({ value, label }))}
          />
          <TextField name="name" label="Called" placeholder="VAT" required maxLength={40} />
          <TextField
            name="percent"
            label="Per cent"
            placeholder="19"
            inputMode="decimal"
            required
          />
          <SelectField
            name="included"
            label="Prices"
            data={[
              { value: 'no', label: 'It comes on top' },
              { value: 'yes', label: 'They include it' },
            ]}
          />
          <SelectField
            name="due"
            label="It falls due"
            data={[
              { value: 'sale', label: 'when sold' },
              { value: 'redemption', label: 'when credits are used' },
            ]}
          />
          <TextField name="from" label="From" type="date" description="Now, if left empty" />
          <TextField name="note" label="Why, for us" maxLength={500} />
        </div>
        <div>
          <DeedButton>Set it</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

function Home({ taxes: { home, places } }: { taxes: Taxes }) {
  const { countries } = useLoaderData<typeof loader>()
  const said = places.map(
    ({ country, zone, people }) =>
      `${countryName(country, countries)}${zone ? `, ${zone}` : ''}: ${people}`,
  )
  return (
    <Panel
      title="Where we are taxed"
      note={`Buyers who have not said where they live are taxed as here. ${
        said.length > 0 ? `People who have said: ${said.join('; ')}.` : 'Nobody has said yet.'
      }`}
    >
      <DeedForm intent="home" className="stack">
        <div className={styles.fields}>
          <SelectField
            name="country"
            label="Country"
            defaultValue={home?.country ?? ''}
            data={[{ value: '', label: 'Choose one' }, ...countries]}
            required
          />
          <TextField
            name="zone"
            label="State or province"
            defaultValue={home?.zone ?? ''}
            maxLength={3}
          />
        </div>
        <div>
          <DeedButton variant="outline">Keep it</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
