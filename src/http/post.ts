import type { Letter, RazorpayLetter } from '#payments'
import type { App } from './app.ts'

/**
 * Brings the sandbox's notices to our own door, as a provider's machine would: signed, over HTTP, to the
 * address of its endpoint. Answers the status.
 */
export const postmanOf =
  (app: App) =>
  async ({ url, payload, headers }: Letter | RazorpayLetter): Promise<number> =>
    (await app.inject({ method: 'POST', url, payload, headers })).statusCode
