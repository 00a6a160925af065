import type { RouteConfigEntry } from '@react-router/dev/routes'

/** Message credits as an organization sees them, under its own address. */
export const organizationMessaging: RouteConfigEntry[] = []

/** The same for the people who run this Stoa: stock, prices, wallets, sending. */
export const staffMessaging: RouteConfigEntry[] = []
