import { data, type RouterContextProvider, useRouteLoaderData } from 'react-router'
import { apiOf, visitOf } from './api/context.ts'
import type { Me } from './api/types.ts'
import { knownZone, pageLocale, type Reader } from './format/reader.tsx'

/** Who is reading, and how times and figures are written for them. */
export async function readVisitor(context: Readonly<RouterContextProvider>) {
  const visit = context.get(visitOf)
  const me = await context.get(apiOf).get<Me>('/api/me')
  const cookie = /(?:^|;\s*)zone=([^;]+)/.exec(visit.cookie)?.[1]
  const zone = knownZone(me.person?.zone) ?? knownZone(cookie && decoded(cookie))
  const asked = visit.acceptLanguage.split(',')[0]?.split(';')[0]?.trim()
  const own = me.person?.locale
  const reader: Reader = {
    // The account's language; where that names no country, the browser's country for it.
    locale: pageLocale(own && (own.includes('-') || own !== asked?.split('-')[0]) ? own : asked),
    zone: zone ?? 'UTC',
    zoneKnown: zone !== undefined,
    now: me.now,
    sandbox: me.sandbox,
  }
  return { me, reader, origin: visit.origin }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

export type Root = Awaited<ReturnType<typeof readVisitor>>

/** What every page knows: the person (or nobody), the reader's place, the sandbox. */
export const useRoot = () => useRouteLoaderData<Root>('root')

/** The signed-in person, for pages that belong to one. Throws what asks a visitor to sign in. */
export async function personOf(context: Readonly<RouterContextProvider>) {
  const { person } = await context.get(apiOf).get<Me>('/api/me')
  if (!person) throw data(null, { status: 401 })
  return person
}
