import type { Api } from './client.ts'
import type { About } from './operating.ts'

/** `person:0199…` → `Mira Kaya`. */
export type Names = Record<string, string>

/** Most names that one call may ask for. */
const MOST = 300

/** What the things named by type and id are called; those that the API does not know are left out. */
export async function namesOf(api: Api, things: (About | string)[]): Promise<Names> {
  const keys = [
    ...new Set(things.map((one) => (typeof one === 'string' ? ownerPart(one) : keyOf(one)))),
  ].filter((key) => /^[a-z]+:[0-9a-f-]{36}$/.test(key))
  const names: Names = {}
  for (let at = 0; at < keys.length; at += MOST) {
    const { items } = await api.get<{ items: (About & { name: string })[] }>('/api/names', {
      of: keys.slice(at, at + MOST).join(','),
    })
    for (const one of items) names[keyOf(one)] = one.name
  }
  return names
}

const keyOf = ({ type, id }: About) => `${type}:${id}`

/** `person:0199…/wallet` → `person:0199…`. */
const ownerPart = (address: string) => address.split('/')[0] ?? ''

/** The name of a thing, of whoever did something, or of an account's owner. */
export const nameIn = (names: Names, thing: About | string): string | undefined =>
  names[typeof thing === 'string' ? ownerPart(thing) : keyOf(thing)]
