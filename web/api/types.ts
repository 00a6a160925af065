/** What the HTTP API answers, as far as the pages read it. */

export type Value = { amount: string; asset: string }
export type Page<Item> = { items: Item[]; next: string | null }

export type ProblemBody = {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  retry: 'never' | 'later' | 'after-change'
  facts?: Record<string, unknown>
  requestId: string
  errors?: { field: string; message: string }[]
}

export type Me = {
  person: {
    id: string
    name: string
    email: string
    zone: string
    locale: string
    staffRoles: string[]
    educator: { id: string; kinds: string[]; tier: string } | null
    memberships: { organizationId: string; role: string }[]
  } | null
  wallet: { posted: Value; held: Value; available: Value } | null
  sandbox: boolean
  now: string
}
