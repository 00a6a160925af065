import type { Api } from '../../api/client.ts'
import { attempt, text } from '../../components/deeds.ts'

/** Joins the queue of a full session, or leaves it. */
export function waitFor(api: Api, session: string, form: FormData) {
  const intent = text(form, 'intent')
  if (intent === 'leave')
    return attempt(intent, async () => {
      await api.post(`/api/waitlists/${text(form, 'place')}/leave`)
      return { said: 'You are not waiting for it any more.' }
    })
  return attempt(intent, async () => {
    const way = text(form, 'way')
    await api.post(
      `/api/sessions/${session}/waitlist`,
      way
        ? {
            auto: {
              paymentMethod: way,
              creditAmount: { amount: text(form, 'seen'), asset: 'CREDIT' },
            },
          }
        : {},
    )
    return { said: 'You are in line.' }
  })
}
