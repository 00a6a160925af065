import {
  type ActionFunctionArgs,
  Form,
  Link,
  type LoaderFunctionArgs,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { OwnTax, TaxFigures, TaxForm, TaxStatement } from '../../api/tax.ts'
import type { Answer, Page } from '../../api/types.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { FactList } from '../../components/FactList.tsx'
import { DeedButton, SelectField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { type Country, countries } from '../../format/countries.ts'
import { Figures } from './Figures.tsx'
import { FormOf } from './FormOf.tsx'

/** A country by its name, out of the list that the server made. */
const named = (list: Country[]) => (code: string) =>
  list.find(({ value }) => value === code)?.label ?? code

/** An institution's tax is at its own address; an educator's at theirs. The answers are alike. */
const addressOf = (organization: string | undefined) =>
  organization ? `/api/organizations/${organization}/teaching/tax` : '/api/teaching/tax'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = addressOf(params.organizationId)
  const [own, statements, me] = await Promise.all([
    api.get<OwnTax>(at),
    api.get<Page<TaxStatement>>(`${at}/statements`),
    api.get<Answer<'/api/me'>>('/api/me'),
  ])
  const asked = new URL(request.url).searchParams.get('country') ?? ''
  const country = /^[A-Z]{2}$/.test(asked) ? asked : null
  const year = Number(me.now.slice(0, 4))
  const [form, figures] = await Promise.all([
    country ? api.get<TaxForm>(`${at}/form`, { country }) : null,
    api.get<Page<TaxFigures>>(`${at}/years/${year}`),
  ])
  const given = own.given
    ? await api.get<TaxForm>(`${at}/form`, { country: own.given.country })
    : null
  return {
    own,
    form,
    given,
    country,
    year,
    figures: figures.items,
    statements: statements.items,
    countries: countries(),
    institution: params.organizationId ?? null,
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const sent = await request.formData()
  const intent = text(sent, 'intent')
  return attempt(intent, async () => {
    const values: Record<string, string> = {}
    for (const [name] of sent) {
      const value = name.startsWith('tax.') ? text(sent, name) : ''
      if (value) values[name.slice('tax.'.length)] = value
    }
    const certified = text(sent, 'certified') === 'yes'
    const body = { country: text(sent, 'country'), values, certified }
    await context.get(apiOf).put(addressOf(params.organizationId), body)
    return { said: 'Kept, sealed. What we show of it is masked.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Tax details')

/** What tax asks of an educator or an institution: the form, what was stated of each year, and the year so far. */
export default function OwnTaxPage() {
  const { own, form, given, country, year, figures, statements, countries, institution } =
    useLoaderData<typeof loader>()
  const nameOf = named(countries)
  return (
    <>
      <PageHead
        title={institution ? 'Your institution’s tax details' : 'Your tax details'}
        lead="What the tax authority wants to know of those whom we pay. It is kept sealed; who of our finance staff opens it is written down."
        deeds={
          institution ? (
            <Link to={`/institution/${institution}`}>Your institution</Link>
          ) : (
            <Link to="/teach/earnings">Earnings</Link>
          )
        }
      />
      <div className="stack-wide">
        {own.demanded && !own.given && (
          <Panel title="Your payouts wait for this">
            <p>
              {own.payoutsWait
                ? 'What you have earned is paid out as soon as the form is here.'
                : 'Before your first payout we need the form.'}
            </p>
          </Panel>
        )}
        {own.given && given && (
          <Panel
            title={given.title}
            note={
              <>
                For {nameOf(own.given.country)}, given <Instant at={own.given.givenAt} />. To
                correct it, fill it in anew below.
              </>
            }
          >
            <FactList
              facts={given.fields.map(({ name, label, choices }) => {
                const value = own.given!.shown[name]
                const shown = choices.find((one) => one.value === value)?.label ?? value
                return [label, shown ?? '']
              })}
            />
          </Panel>
        )}
        <Panel title={own.given ? 'Correct it' : 'Where do you pay tax?'}>
          <Form method="get" className="stack">
            <SelectField
              name="country"
              label="Country where you pay tax"
              data={countries}
              defaultValue={country ?? own.given?.country ?? own.operatorCountry}
            />
            <div>
              <DeedButton variant="outline">Show the form</DeedButton>
            </div>
          </Form>
        </Panel>
        {form && country && (
          <FormOf form={form} country={country} countries={countries} key={country} />
        )}
        <Panel title={`${year} so far`} note="By the day on which payouts left.">
          {figures.length === 0 ? (
            <EmptyState title="Nothing was paid out yet">
              What is paid out to you this year stands here.
            </EmptyState>
          ) : (
            figures.map((one) => <Figures key={one.currency} figures={one} />)
          )}
        </Panel>
        <Panel title="Statements">
          <DataTable
            caption="Statements by year"
            rows={statements}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'Year',
                title: true,
                cell: ({ year: of, number }) => (number > 1 ? `${of}, corrected` : `${of}`),
              },
              { head: 'Issued', cell: ({ issuedAt }) => <Instant at={issuedAt} as="day" /> },
              { head: 'Paper', cell: ({ pdf }) => <a href={pdf}>PDF</a> },
            ]}
            empty={
              <EmptyState title="No statement yet">
                Statements are issued in January for the year before.
              </EmptyState>
            }
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => (
  <PageError who="educators, and those who keep an institution’s money" />
)
