import { type ActionFunctionArgs, type LoaderFunctionArgs, redirectDocument } from 'react-router'
import { type Api, ApiProblem } from '../../api/client.ts'
import { apiOf } from '../../api/context.ts'
import type {
  BillingDetails,
  Page,
  PaperCard,
  PaymentMethod,
  Refill,
  Subscription,
} from '../../api/types.ts'
import { attempt, text } from '../../components/deeds.ts'
import { personOf } from '../../visitor.ts'

export type Audience = 'learner' | 'educator'
export const BACK = { learner: '/billing', educator: '/teach/billing' } as const

/** What a billing page shows. Methods come from the provider: where it does not answer, the rest still shows. */
export async function readBilling({ request, context }: LoaderFunctionArgs, audience: Audience) {
  await personOf(context)
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const [subscriptions, methods, papers, details, { refill }] = await Promise.all([
    api.get<Page<Subscription>>('/api/subscriptions'),
    methodsNow(api),
    api.get<Page<PaperCard>>('/api/documents', {
      kind: search.get('kind'),
      cursor: search.get('cursor'),
      limit: 12,
    }),
    api.get<BillingDetails>('/api/user/billing-details'),
    api.get<{ refill: Refill | null }>('/api/user/refill'),
  ])
  return {
    audience,
    subscription:
      subscriptions.items.find((one) => one.audience === audience && one.state !== 'ended') ?? null,
    methods,
    papers,
    details,
    refill,
    added: search.get('added') === 'yes',
  }
}

export type Billing = Awaited<ReturnType<typeof readBilling>>

async function methodsNow(api: Api): Promise<{ items: PaymentMethod[]; trouble: string | null }> {
  try {
    const { items } = await api.get<{ items: PaymentMethod[] }>('/api/payment-methods')
    return { items, trouble: null }
  } catch (error) {
    if (!(error instanceof ApiProblem) || !error.data.code.startsWith('payment_')) throw error
    return { items: [], trouble: error.data.title }
  }
}

const SAID: Record<string, string> = {
  default: 'This one is charged from now on.',
  forget: 'It is taken away.',
  details: 'Saved. Documents say so from the next one on.',
  refill: 'Your credits are refilled by themselves from now on.',
  'refill-off': 'Nothing is bought by itself any more.',
  cancel: 'Your plan ends with what you paid for.',
  keep: 'Your plan goes on.',
}

export async function billingDeed({ request, context }: ActionFunctionArgs, audience: Audience) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  const api = context.get(apiOf)
  let url = ''
  const outcome = await attempt(intent, async () => {
    const page = await doIt(api, intent, form, BACK[audience])
    url = page ?? ''
    return { said: SAID[intent] ?? 'Done.' }
  })
  if (url) throw redirectDocument(url)
  return outcome
}

/** Does what a form asks for; answers the provider's page where one is to be opened. */
async function doIt(
  api: Api,
  intent: string,
  form: FormData,
  back: string,
): Promise<string | undefined> {
  const method = `/api/payment-methods/${encodeURIComponent(text(form, 'id'))}`
  switch (intent) {
    case 'add':
      return (await api.post<{ url: string }>('/api/payment-methods', { back })).url
    case 'portal':
      return (await api.post<{ url: string }>('/api/payment-methods/portal', { back })).url
    case 'default':
      await api.post(`${method}/default`)
      return undefined
    case 'forget':
      await api.delete(method)
      return undefined
    case 'refill':
      await api.put('/api/user/refill', {
        below: Number(text(form, 'below')),
        buy: Number(text(form, 'buy')),
        most: Number(text(form, 'most')),
      })
      return undefined
    case 'refill-off':
      await api.delete('/api/user/refill')
      return undefined
    case 'details':
      await api.put('/api/user/billing-details', {
        name: text(form, 'name'),
        address: text(form, 'address'),
        taxId: text(form, 'taxId') || null,
      })
      return undefined
    default:
      await api.patch(`/api/subscriptions/${text(form, 'id')}`, {
        cancelAtPeriodEnd: intent === 'cancel',
      })
      return undefined
  }
}
