import { type ActionFunctionArgs, Form, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { TaxRules, TaxSent, TaxYearRow } from '../../../api/tax.ts'
import type { Answer, Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { type Country, countries } from '../../../format/countries.ts'
import { Look } from './Look.tsx'
import { Sent } from './Sent.tsx'

/** A country by its name, out of the list that the server made. */
const named = (list: Country[]) => (code: string) =>
  list.find(({ value }) => value === code)?.label ?? code

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const me = await api.get<Answer<'/api/me'>>('/api/me')
  const search = new URL(request.url).searchParams
  const asked = Number(search.get('year'))
  const year = asked >= 2000 && asked <= 2200 ? asked : Number(me.now.slice(0, 4))
  const [rows, rules, sent] = await Promise.all([
    api.get<Page<TaxYearRow>>(`/api/tax/years/${year}`, { cursor: search.get('cursor') }),
    api.get<TaxRules>('/api/tax/rules'),
    api.get<TaxSent>('/api/tax/remittances'),
  ])
  return { year, rows: rows.items, next: rows.next, rules, sent, countries: countries() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const [intent, key] = [text(form, 'intent'), text(form, 'key')]
  return attempt(intent, async () => {
    if (intent === 'rules') {
      const payoutsWait = text(form, 'payoutsWait') === 'yes'
      await api.put('/api/tax/rules', { country: text(form, 'country'), payoutsWait })
      return { said: 'Set.' }
    }
    if (intent === 'rate') {
      const rate = Math.round(Number(text(form, 'rate')) * 100)
      const withForm = text(form, 'withForm') === 'yes'
      const { country, from, why } = Object.fromEntries(
        ['country', 'from', 'why'].map((name) => [name, text(form, name)]),
      )
      await api.post('/api/tax/withholding', { country, withForm, from, rate, why })
      return { said: 'It counts from that day.' }
    }
    if (intent === 'sent') {
      const amount = { amount: text(form, 'amount'), asset: text(form, 'asset') }
      const { authority, reference, paidOn } = Object.fromEntries(
        ['authority', 'reference', 'paidOn'].map((name) => [name, text(form, name)]),
      )
      await api.deed('/api/tax/remittances', key, { amount, authority, reference, paidOn })
      return { said: 'Written down, and in the books.' }
    }
    if (intent === 'issue') {
      const { issued } = await api.post<{ issued: number }>(
        `/api/tax/years/${text(form, 'year')}/statements`,
      )
      return { said: `${issued} issued.` }
    }
    const at = `/api/tax/forms/${text(form, 'type')}/${text(form, 'id')}/open`
    return { result: await api.post(at, { why: text(form, 'why') }) }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Tax of educators')

/** Whom the operator paid in a year and what is reported of it, what is withheld, and the rules. */
export default function TaxYear() {
  const { year, rows, next, rules, sent, countries } = useLoaderData<typeof loader>()
  const nameOf = named(countries)
  // The file names those alone whose sums reach it.
  const filed = (kind: string) => rows[0]?.flags.some((flag) => flag.return === kind)
  return (
    <>
      <PageHead
        title="Tax of educators"
        lead="Whom we paid, what is reported of it, and what is withheld for the authority."
      />
      <div className="stack-wide">
        <Form method="get" className="row">
          <TextField
            name="year"
            label="Year"
            defaultValue={`${year}`}
            inputMode="numeric"
            pattern="20[0-9]{2}"
            maxLength={4}
          />
          <DeedButton variant="outline">Show</DeedButton>
        </Form>
        <Panel title={`Paid in ${year}`} note="By the day on which payouts left.">
          <div className="stack">
            <DataTable
              caption="Payees"
              rows={rows}
              keyOf={({ payee }) => payee.id}
              columns={[
                { head: 'Payee', title: true, cell: ({ name }) => name },
                {
                  head: 'Form',
                  cell: ({ form, country }) =>
                    form && country ? `${form}, ${nameOf(country)}` : 'none yet',
                },
                {
                  head: 'Gross',
                  cell: ({ figures }) =>
                    figures.map((one) => (
                      <div key={one.currency}>
                        <Amount value={one.gross} />
                      </div>
                    )),
                },
                {
                  head: 'Paid out',
                  cell: ({ figures }) =>
                    figures.map((one) => (
                      <div key={one.currency}>
                        <Amount value={one.paid} />
                      </div>
                    )),
                },
                {
                  head: 'Withheld',
                  cell: ({ figures }) =>
                    figures.map((one) => (
                      <div key={one.currency}>
                        <Amount value={one.withheld} />
                      </div>
                    )),
                },
                {
                  head: 'Reported on',
                  cell: ({ flags }) =>
                    flags
                      .filter((flag) => flag.reached)
                      .map((flag) => (
                        <Tag key={flag.return} tone="attention">
                          {flag.return}
                        </Tag>
                      )),
                },
              ]}
              empty={<EmptyState title="Nobody was paid">In that year no payout left.</EmptyState>}
            />
            <Pager next={next} />
            {rows.length > 0 && (
              <div className="row">
                <DeedForm intent="issue">
                  <input type="hidden" name="year" value={year} />
                  <DeedButton variant="outline">Issue the statements</DeedButton>
                </DeedForm>
                {(['1099-NEC', '1099-K'] as const).filter(filed).map((kind) => (
                  <a
                    key={kind}
                    href={`/api/tax/years/${year}/filing?return=${kind}`}
                    download={`${kind}-${year}.csv`}
                  >
                    {kind} as a file
                  </a>
                ))}
              </div>
            )}
          </div>
        </Panel>
        <Look rows={rows} />
        <Sent sent={sent} />
        <Rules rules={rules} countries={countries} />
      </div>
    </>
  )
}

type RulesProps = { rules: TaxRules; countries: Country[] }

function Rules({ rules, countries }: RulesProps) {
  const nameOf = named(countries)
  return (
    <Panel title="Rules">
      <div className="stack">
        <DeedForm intent="rules" className="stack">
          <SelectField
            name="country"
            label="Where we are"
            data={countries}
            defaultValue={rules.policy.country}
          />
          <SelectField
            name="payoutsWait"
            label="Payouts"
            defaultValue={rules.policy.payoutsWait ? 'yes' : 'no'}
            data={[
              { value: 'no', label: 'go out without a form' },
              { value: 'yes', label: 'wait for the form' },
            ]}
          />
          <div>
            <DeedButton variant="outline">Set</DeedButton>
          </div>
        </DeedForm>
        <DataTable
          caption="What is withheld"
          rows={rules.rates}
          keyOf={({ country, withForm, from }) => `${country} ${withForm} ${from}`}
          columns={[
            {
              head: 'Payees in',
              title: true,
              cell: ({ country }) => (country === '*' ? 'any other country' : nameOf(country)),
            },
            { head: 'Form', cell: ({ withForm }) => (withForm ? 'is there' : 'is missing') },
            { head: 'From', cell: ({ from }) => from },
            { head: 'Share', cell: ({ rate }) => `${rate / 100} %` },
            { head: 'Why', cell: ({ why }) => why },
          ]}
          empty={
            <EmptyState title="Nothing is withheld">No rate is set for where we are.</EmptyState>
          }
        />
        <details>
          <summary>Withhold another share</summary>
          <DeedForm intent="rate" className="stack">
            <SelectField
              name="country"
              label="Payees in"
              data={[{ value: '*', label: 'any other country' }, ...countries]}
            />
            <SelectField
              name="withForm"
              label="Their form"
              data={[
                { value: 'no', label: 'is missing' },
                { value: 'yes', label: 'is there' },
              ]}
            />
            <TextField name="from" type="date" label="From" required />
            <TextField name="rate" label="Percent" inputMode="decimal" required maxLength={6} />
            <TextField name="why" label="Why" required minLength={3} maxLength={300} />
            <div>
              <DeedButton variant="outline">Add it</DeedButton>
            </div>
          </DeedForm>
        </details>
      </div>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="finance" />
