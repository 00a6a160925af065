import { newId } from '#base'
import type { Content, Way } from '../message.ts'
import { refuse } from './problems.ts'
import { type MessageProvider, ProviderFault, type Submitted } from './provider.ts'

/** How long one waits at the screen. */
const PATIENCE_MS = 15_000

/**
 * Hands one message over, outside of every wallet and lot: whether the keys and settings are right is seen
 * only so. Refusals: message_provider_ways_unfit, test_send_failed (with the provider's own words).
 */
export async function sendTest(
  provider: MessageProvider,
  {
    way,
    to,
    text,
    template,
  }: { way: Way; to: string; text: string; template?: string | undefined },
): Promise<Submitted> {
  if (!provider.ways.includes(way)) throw refuse('message_provider_ways_unfit')
  const id = newId()
  try {
    return await provider.send(
      {
        id,
        message: id,
        to,
        category: 'utility',
        content: contentOf(provider, way, text, template),
      },
      AbortSignal.timeout(PATIENCE_MS),
    )
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error
    throw refuse('test_send_failed', { code: error.code, detail: error.message })
  }
}

function contentOf(
  { id }: MessageProvider,
  way: Way,
  text: string,
  template: string | undefined,
): Content {
  const providerTemplate = template ? { [id]: template } : undefined
  if (way === 'email') return { way, subject: 'A test', text }
  if (way === 'sms') return { way, text, providerTemplate }
  return {
    way,
    text,
    ...(template && {
      template: { name: template, language: 'en', parameters: [], providerTemplate },
    }),
  }
}
