import { Button, NativeSelect, TextInput } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Answer, Page, Plan } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { countries } from '../../../format/countries.ts'
import { checkout } from '../checkout.ts'
import { PlacePanel } from '../price/PlacePanel.tsx'
import { keepPlace } from '../price/place.ts'
import styles from '../price/price.module.css'
import { QuoteLines } from '../price/QuoteLines.tsx'
import { quoted } from '../price/quote.ts'

type PlanQuote = Answer<'/api/plans/quote'>
type Offers = Answer<'/api/credits/offers'>

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const asked = {
    plan: search.get('plan') ?? '',
    every: search.get('every') === 'year' ? 'year' : 'month',
    currency: search.get('currency') ?? 'USD',
  }
  const code = search.get('code')?.trim() ?? ''
  const [{ items }, { place }] = await Promise.all([
    api.get<Page<Plan>>('/api/plans'),
    api.get<Offers>('/api/credits/offers'),
  ])
  const plan = items.find((one) => one.code === asked.plan)
  const currencies = (plan?.prices ?? [])
    .filter(({ every }) => every === asked.every)
    .map(({ price }) => price.asset)
  const ask = (more: object) =>
    quoted(() => api.get<PlanQuote>('/api/plans/quote', { ...asked, ...more }))
  const withCode = await ask(code ? { code } : {})
  // Without its code it can still be bought.
  const said = 'said' in withCode || !code ? withCode : await ask({})
  const problem = 'problem' in withCode ? withCode.problem : null
  return { plan, currencies, asked, code, said, problem, place, countries: countries() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  if (text(form, 'intent') === 'place') return attempt('place', () => keepPlace(context, form))
  let url = ''
  const outcome = await attempt('start', async () => {
    const code = text(form, 'code')
    url = await checkout(context, '/api/subscriptions', text(form, 'key'), {
      plan: text(form, 'plan'),
      every: text(form, 'every'),
      currency: text(form, 'currency'),
      ...(code ? { code } : {}),
    })
    return undefined
  })
  if ('ok' in outcome && outcome.ok) throw redirectDocument(url)
  return outcome
}

export const clientAction = keepOnFailure
export const meta = titled('Start a plan')

/** What a plan comes to with a code, in a currency and with its tax, before it is paid. */
export default function StartPlan() {
  const { plan, currencies, asked, code, said, problem, place, countries } =
    useLoaderData<typeof loader>()
  if (!plan || !('said' in said))
    return (
      <EmptyState title="No such plan">
        <Link to="/plans">See the plans that are on offer</Link>
      </EmptyState>
    )
  const { quote, renewal } = said.said
  const used = problem ? '' : code
  return (
    <div className={`${styles.narrow} stack-wide`}>
      <PageHead title={`Start ${plan.name}`} lead="Charged now, and again until you cancel." />
      <Panel>
        <Form method="get" className="stack" preventScrollReset>
          <input type="hidden" name="plan" value={asked.plan} />
          <input type="hidden" name="every" value={asked.every} />
          <div className={styles.pair}>
            <TextInput
              name="code"
              label="Code"
              placeholder="None"
              maxLength={64}
              defaultValue={code}
              error={
                problem ? `${problem.title} ${String(problem.facts?.why ?? '')}`.trim() : undefined
              }
            />
            {currencies.length > 1 ? (
              <NativeSelect
                name="currency"
                label="Pay in"
                defaultValue={asked.currency}
                data={currencies}
              />
            ) : (
              <input type="hidden" name="currency" value={asked.currency} />
            )}
          </div>
          <div>
            <Button type="submit" variant="outline">
              Work out the price
            </Button>
          </div>
        </Form>
      </Panel>
      <Panel title={`${plan.name}, by the ${asked.every}`}>
        <QuoteLines quote={quote}>
          <div>
            <dt>Each {asked.every} after that</dt>
            <dd>
              <Amount value={renewal} />
            </dd>
          </div>
        </QuoteLines>
        <DeedForm intent="start" className="stack">
          <input type="hidden" name="plan" value={asked.plan} />
          <input type="hidden" name="every" value={asked.every} />
          <input type="hidden" name="currency" value={asked.currency} />
          <input type="hidden" name="code" value={used} />
          <DeedButton size="lg" fullWidth>
            Pay&nbsp;
            <Amount value={quote.total} />
          </DeedButton>
        </DeedForm>
      </Panel>
      <PlacePanel place={place} countries={countries} />
    </div>
  )
}
