import Type, { type Static, type TSchema } from 'typebox'
import Value from 'typebox/value'
import type {
  Contact,
  RazorpayDispute,
  RazorpayPayout,
  RazorpayRefund,
  RazorpaySettlement,
} from '../../razorpay/wire.ts'
import { capture, endLink, type Link, openLink, type Paying } from './checkout.ts'
import { contest } from './disputes.ts'
import { report, statement } from './lines.ts'
import { type Banked, openContact, openFundAccount, openPayout } from './paying.ts'
import { refundPayment } from './refunds.ts'
import {
  change,
  collection,
  type Desk,
  Fault,
  keep,
  listed,
  newRef,
  seconds,
  take,
} from './store.ts'

type Handler = (desk: Desk, ids: string[], sent: never, pages: string) => Promise<object>
type Route = { method: string; path: RegExp; schema: TSchema; handle: Handler }

const closed = { additionalProperties: false } as const
const obj = <const P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, closed)
const may = Type.Optional
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const amount = Type.Integer({ minimum: 100, maximum: 50_000_000_00 })
const notes = may(Type.Record(text(256), Type.String({ maxLength: 256 }), { maxProperties: 15 }))
const paging = {
  from: may(Type.Integer()),
  to: may(Type.Integer()),
  count: may(Type.Integer({ minimum: 1, maximum: 100 })),
  skip: may(Type.Integer({ minimum: 0 })),
}

const routes: Route[] = []
function route<Schema extends TSchema>(
  name: string,
  schema: Schema,
  handle: (desk: Desk, ids: string[], sent: Static<Schema>, pages: string) => Promise<object>,
): void {
  const [method, path] = name.split(' ') as [string, string]
  const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '([^/]+)')}$`)
  routes.push({ method, path: pattern, schema, handle: handle as Handler })
}

route(
  'POST /v1/payment_links',
  obj({
    amount,
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    accept_partial: may(Type.Literal(false)),
    reference_id: text(40),
    description: may(Type.String({ maxLength: 2048 })),
    customer: obj({ name: may(text(50)), email: may(text(120)), contact: may(text(20)) }),
    notify: may(obj({ sms: may(Type.Boolean()), email: may(Type.Boolean()) })),
    reminder_enable: may(Type.Boolean()),
    expire_by: may(Type.Integer()),
    notes,
    callback_url: may(text(2048)),
    callback_method: may(Type.Literal('get')),
  }),
  (desk, _ids, sent, pages) => openLink(desk, sent, pages),
)
route('GET /v1/payment_links', obj({ reference_id: may(text(40)) }), async (desk, _ids, sent) => ({
  payment_links: collection(await listed<Link>(desk, 'payment_link', sent, { count: 10 })).items,
}))
route('GET /v1/payment_links/:id', obj({}), (desk, [id]) => take<Link>(desk, 'payment_link', id!))
route('POST /v1/payment_links/:id/cancel', obj({}), async (desk, [id]) =>
  endLink(desk, await take<Link>(desk, 'payment_link', id!), 'cancelled'),
)

route('GET /v1/payments', obj(paging), async (desk, _ids, page) =>
  collection(await listed<Paying>(desk, 'payment', {}, page)),
)
route('GET /v1/payments/:id', obj({}), (desk, [id]) => take<Paying>(desk, 'payment', id!))
route(
  'POST /v1/payments/:id/capture',
  obj({ amount, currency: Type.Literal('INR') }),
  async (desk, [id], sent) => {
    const payment = await take<Paying>(desk, 'payment', id!)
    if (sent.amount !== payment.amount) {
      throw new Fault('Capture amount must be equal to the amount authorized')
    }
    return capture(desk, payment)
  },
)
route(
  'POST /v1/payments/:id/refund',
  obj({
    amount: may(amount),
    speed: may(Type.Enum(['normal', 'optimum'])),
    notes,
    receipt: may(text(40)),
  }),
  (desk, [id], sent) => refundPayment(desk, id!, sent),
)
route('GET /v1/refunds', obj(paging), async (desk, _ids, page) =>
  collection(await listed<RazorpayRefund>(desk, 'refund', {}, page)),
)
route('GET /v1/refunds/:id', obj({}), (desk, [id]) => take<RazorpayRefund>(desk, 'refund', id!))

route('GET /v1/disputes/:id', obj({}), (desk, [id]) => take<RazorpayDispute>(desk, 'dispute', id!))
route(
  'PATCH /v1/disputes/:id/contest',
  obj({
    amount: Type.Integer({ minimum: 1 }),
    summary: may(Type.String({ maxLength: 1000 })),
    access_activity_log: may(Type.Array(text(40))),
    proof_of_service: may(Type.Array(text(40))),
    action: Type.Enum(['submit', 'draft']),
  }),
  (desk, [id], sent) => contest(desk, id!, sent),
)
// The file itself is not kept: that it came is what counts.
route('POST /v1/documents', Type.Unknown(), (desk) =>
  keep(desk, 'document', {
    id: newRef('doc'),
    entity: 'document',
    purpose: 'dispute_evidence',
    created_at: seconds(desk.now),
  }),
)

route('GET /v1/settlements', obj(paging), async (desk, _ids, page) =>
  collection(await listed<RazorpaySettlement>(desk, 'settlement', {}, page)),
)
route(
  'GET /v1/settlements/recon/combined',
  obj({
    year: Type.Integer(),
    month: Type.Integer({ minimum: 1, maximum: 12 }),
    day: may(Type.Integer({ minimum: 1, maximum: 31 })),
    count: may(Type.Integer({ minimum: 1, maximum: 1000 })),
    skip: may(Type.Integer({ minimum: 0 })),
  }),
  async (desk, _ids, sent) => collection(await report(desk, sent)),
)
route('GET /v1/settlements/:id', obj({}), (desk, [id]) =>
  take<RazorpaySettlement>(desk, 'settlement', id!),
)

route(
  'POST /v1/contacts',
  obj({
    name: text(50),
    email: may(text(120)),
    type: may(text(40)),
    reference_id: may(text(40)),
    notes,
  }),
  (desk, _ids, sent) => openContact(desk, sent),
)
route('GET /v1/contacts/:id', obj({}), (desk, [id]) => take<Contact>(desk, 'contact', id!))
route(
  'POST /v1/fund_accounts',
  obj({
    contact_id: text(40),
    account_type: Type.Enum(['bank_account', 'vpa']),
    bank_account: may(
      obj({
        name: text(120),
        ifsc: text(11),
        account_number: Type.String({ pattern: '^[A-Za-z0-9]{5,35}$' }),
      }),
    ),
    vpa: may(obj({ address: text(100) })),
  }),
  (desk, _ids, sent) => openFundAccount(desk, sent),
)
route(
  'GET /v1/fund_accounts',
  obj({ ...paging, contact_id: text(40) }),
  async (desk, _ids, { contact_id, ...page }) =>
    collection(await listed<Banked>(desk, 'fund_account', { contact_id }, page)),
)
route('PATCH /v1/fund_accounts/:id', obj({ active: Type.Boolean() }), async (desk, [id], sent) =>
  change(desk, { ...(await take<Banked>(desk, 'fund_account', id!)), ...sent }),
)
route(
  'POST /v1/payouts',
  obj({
    account_number: text(40),
    fund_account_id: text(40),
    amount,
    currency: Type.Literal('INR'),
    mode: Type.Enum(['IMPS', 'NEFT', 'RTGS', 'UPI']),
    purpose: text(30),
    queue_if_low_balance: may(Type.Boolean()),
    reference_id: may(text(40)),
    narration: may(Type.String({ maxLength: 30 })),
    notes,
  }),
  (desk, _ids, sent) => openPayout(desk, sent),
)
route(
  'GET /v1/payouts',
  obj({ ...paging, account_number: text(40), reference_id: may(text(40)) }),
  async (desk, _ids, { account_number: _, reference_id, ...page }) =>
    collection(
      await listed<RazorpayPayout>(desk, 'payout', reference_id ? { reference_id } : {}, page),
    ),
)
route('GET /v1/payouts/:id', obj({}), (desk, [id]) => take<RazorpayPayout>(desk, 'payout', id!))
route(
  'GET /v1/transactions',
  obj({ ...paging, account_number: text(40) }),
  async (desk, _ids, page) => collection(await statement(desk, page)),
)

export function routeFor(method: string, path: string) {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null
    if (match) return { route, ids: match.slice(1).map(decodeURIComponent) }
  }
  return undefined
}

/** What was sent, as the schema wants it, or the provider's no that names the field. */
export function readSent(schema: TSchema, sent: unknown): unknown {
  const converted = Value.Convert(schema, sent)
  if (Value.Check(schema, converted)) return converted
  const faults = [...Value.Errors(schema, converted)]
  const fault = faults.find((one) => one.keyword === 'additionalProperties') ?? faults[0]!
  const { additionalProperties: unknown, requiredProperties: lacking } = fault.params as {
    additionalProperties?: string[]
    requiredProperties?: string[]
  }
  const field = [...fault.instancePath.split('/').filter(Boolean), ...(unknown ?? lacking ?? [])]
    .slice(0, 3)
    .join('.')
  throw new Fault(
    unknown
      ? `${field} is/are not required and should not be sent`
      : lacking
        ? `The ${field} field is required.`
        : `The ${field} is invalid: ${fault.message}`,
    400,
    field,
  )
}
