import type { Query } from '#base'
import { otpRulesOf } from '../otp/index.ts'
import { inFlight } from '../sending/choosing.ts'
import { isOpen, knowRoutes, type Route, routesNow } from '../sending/routes.ts'
import { houseTexts } from './rules.ts'

/** A way to a phone. */
export const PHONE_WAYS = ['sms', 'whatsapp'] as const
export type PhoneWay = (typeof PHONE_WAYS)[number]

/** Why nothing of the house leaves a way: nobody carries it, or whoever does has none of our stock left. */
export type WayClosed = 'no_provider' | 'no_stock' | 'no_template'

/**
 * Whether the house can write to phones now, by way, with so many units of stock. The sandbox carries texts where
 * no provider at all is set up in earnest: there its outbox is what everybody looks at. Beside a real one it
 * would look sent, and nobody would get it.
 */
export async function phoneWays(
  q: Query,
  now: Temporal.Instant,
  units = 1,
): Promise<Record<PhoneWay, WayClosed | null>> {
  await knowRoutes(q, now)
  const routes = (await routesNow(q, now)).filter((route) => isOpen(route, now))
  const earnest = await q`
    select from messaging.provider where active and kind <> 'sandbox' limit 1`
  const carrying = routes.filter(({ kind }) => earnest.length === 0 || kind !== 'sandbox')
  const flying = await inFlight(q)
  const enough = ({ way, provider, stock }: Route) =>
    stock === undefined || stock - (flying.get(`${way} ${provider}`) ?? 0n) >= BigInt(units)
  const closed = (way: PhoneWay): WayClosed | null => {
    const own = carrying.filter((route) => route.way === way)
    if (own.length === 0) return 'no_provider'
    return own.some(enough) ? null : 'no_stock'
  }
  const { whatsappTemplate } = await houseTexts(q)
  const codes = await otpRulesOf(q, null)
  // Whoever has not written to us in the last 24 hours gets nothing there but what is in an approved template.
  const templates = whatsappTemplate !== null && codes.whatsappTemplate !== null
  return { sms: closed('sms'), whatsapp: templates ? closed('whatsapp') : 'no_template' }
}
