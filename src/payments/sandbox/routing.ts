import Type, { type Static, type TSchema } from 'typebox'
import { shown } from './events.ts'
import * as shape from './shapes.ts'
import type { Till } from './till.ts'

/** Addresses that the sandbox's answers point to. */
export type Pages = { checkout: string; onboarding: string; portal: string }

export type Handler = (till: Till, ids: string[], params: never, pages: Pages) => Promise<object>
export type Route = {
  /** `POST /v1/transfers/:/reversals` */
  name: string
  method: string
  path: RegExp
  schema: TSchema
  handle: Handler
}

const closed = { additionalProperties: false } as const
export const obj = <const P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, closed)
export const may = Type.Optional
export const text = Type.String({ maxLength: 5000 })
export const amount = Type.Integer({ minimum: 1, maximum: 99_999_999 })
export const currency = Type.String({ pattern: '^[a-z]{3}$' })
export const metadata = Type.Record(
  Type.String({ minLength: 1, maxLength: 40 }),
  Type.String({ maxLength: 500 }),
  { maxProperties: 50 },
)
export const expandable = { expand: may(Type.Array(text, { maxItems: 20 })) }
export const nothing = obj(expandable)
export const paging = {
  ...expandable,
  limit: may(Type.Integer({ minimum: 1, maximum: 100 })),
  starting_after: may(text),
  created: may(obj({ gte: may(Type.Integer()) })),
}

export const routes: Route[] = []

/** `POST /v1/transfers/:/reversals`: what may be sent, and what it does. */
export function route<Schema extends TSchema>(
  name: string,
  schema: Schema,
  handle: (till: Till, ids: string[], params: Static<Schema>, pages: Pages) => Promise<object>,
): void {
  const [method, path] = name.split(' ') as [string, string]
  routes.push({
    name,
    method,
    path: new RegExp(`^${path.replaceAll(':', '([^/]+)')}$`),
    schema,
    handle: handle as Handler,
  })
}

export const list = (url: string, { data, has_more }: { data: object[]; has_more: boolean }) => ({
  ...shape.listOf(url, data.map(shown)),
  has_more,
})
