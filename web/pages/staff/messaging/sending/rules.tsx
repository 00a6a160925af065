import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import { namesOf } from '../../../../api/names.ts'
import { attempt, keepOnFailure, text } from '../../../../components/deeds.ts'
import { PageHead } from '../../../../components/PageHead.tsx'
import { PageError } from '../../../../components/states.tsx'
import { countries } from '../../../../format/countries.ts'
import { personOf } from '../../../../visitor.ts'
import type { Providers } from '../providers/words.ts'
import { organizationsOf } from '../retail/organizations.ts'
import { Hours } from './rules/Hours.tsx'
import { Limits } from './rules/Limits.tsx'
import { Money } from './rules/Money.tsx'
import { setHours, setLimit, setMoney } from './rules/rule-deeds.ts'
import type { Limits as AllLimits, Policy, Quiet } from './rules/rule-words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Rules of sending · Stoa' }]

const AT = '/api/messaging/sending'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const cursor = new URL(request.url).searchParams.get('cursor')
  const { staffRoles } = await personOf(context)
  const sets = staffRoles.some((role) => role === 'admin' || role === 'finance')
  const [hours, money, limits, { kinds }, organizations] = await Promise.all([
    api.get<{ items: Quiet[] }>(`${AT}/hours`),
    api.get<{ items: Policy[] }>(`${AT}/money`),
    api.get<AllLimits>(`${AT}/limits`, { cursor }),
    api.get<Providers>('/api/message-providers'),
    sets ? organizationsOf(api) : [],
  ])
  const all = [...hours.items, ...money.items, limits.house, ...limits.items]
  return {
    hours: hours.items,
    policies: money.items,
    limits,
    kinds: kinds.map(({ kind, name }) => ({ kind, name })),
    organizations: organizations.map(({ id, name }) => ({ id, name })),
    countries: countries(),
    names: await namesOf(
      api,
      all.map(({ setBy }) => setBy),
    ),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const [what] = intent.split(':')
  return attempt(intent, () => {
    if (what === 'money') return setMoney(api, form)
    if (what === 'limit' || what === 'limit-away') return setLimit(api, form, what !== 'limit')
    return setHours(api, form, what === 'hours-away')
  })
}

/** The operator's rules: when offers may be sent, what becomes of the money, how much may be sent. */
export default function RulesOfSending() {
  const { hours, policies, limits, kinds, organizations, countries } =
    useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Rules of sending"
        lead="They count for every organization at once: hours also for what waits already, money for what is settled from now on. What is settled stays as it is."
      />
      <div className="stack-wide">
        <Hours items={hours} countries={countries} />
        <Money policies={policies} kinds={kinds} />
        <Limits limits={limits} organizations={organizations} />
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
