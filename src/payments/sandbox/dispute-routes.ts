import Type from 'typebox'
import { answerDispute } from './disputes.ts'
import { list, may, nothing, obj, paging, route, text } from './routing.ts'
import { listed, take } from './till.ts'

/** Disputes and early fraud warnings, as the provider answers for them. */
route('GET /v1/disputes/:', nothing, (till, [id]) => take(till, 'dispute', id!))
route('GET /v1/radar/early_fraud_warnings/:', nothing, (till, [id]) =>
  take(till, 'radar.early_fraud_warning', id!),
)
route('GET /v1/disputes', obj({ ...paging, charge: may(text) }), async (till, _, p) =>
  list('/v1/disputes', await listed(till, 'dispute', p.charge ? { charge: p.charge } : {}, p)),
)

const words = may(Type.String({ maxLength: 20_000 }))
route(
  'POST /v1/disputes/:',
  obj({
    evidence: may(
      obj({
        access_activity_log: words,
        cancellation_policy_disclosure: words,
        cancellation_rebuttal: words,
        customer_email_address: words,
        customer_name: words,
        product_description: words,
        refund_policy_disclosure: words,
        refund_refusal_explanation: words,
        service_date: words,
        uncategorized_text: words,
      }),
    ),
    submit: may(Type.Boolean()),
  }),
  (till, [id], p) => answerDispute(till, id!, p),
)
