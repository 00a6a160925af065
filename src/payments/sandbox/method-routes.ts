import Type from 'typebox'
import { chargeKept, detachCard, keptCards, updateCustomer } from './methods.ts'
import {
  amount,
  currency,
  list,
  may,
  metadata,
  nothing,
  obj,
  paging,
  route,
  text,
} from './routing.ts'
import { listed, take } from './till.ts'

/** Kept cards: what may be asked of them. */
route('GET /v1/setup_intents/:', nothing, (till, [id]) => take(till, 'setup_intent', id!))
route(
  'GET /v1/customers/:/payment_methods',
  obj({ ...paging, type: may(Type.Literal('card')) }),
  async (till, [id], p) => {
    const cards = await keptCards(till, id!)
    const data = cards.slice(0, p.limit ?? 10)
    return list(`/v1/customers/${id}/payment_methods`, {
      data,
      has_more: cards.length > data.length,
    })
  },
)
route('POST /v1/payment_methods/:/detach', nothing, (till, [id]) => detachCard(till, id!))
route(
  'POST /v1/customers/:',
  obj({ invoice_settings: may(obj({ default_payment_method: may(text) })) }),
  (till, [id], p) => updateCustomer(till, id!, p),
)
route(
  'POST /v1/payment_intents',
  obj({
    ...nothing.properties,
    amount,
    currency,
    customer: text,
    payment_method: text,
    confirm: Type.Literal(true),
    off_session: Type.Literal(true),
    description: may(text),
    metadata: may(metadata),
    transfer_group: may(text),
  }),
  (till, _, p) => chargeKept(till, p),
)
route('GET /v1/payment_intents', obj({ ...paging, customer: text }), async (till, _, p) =>
  list('/v1/payment_intents', await listed(till, 'payment_intent', { customer: p.customer }, p)),
)
