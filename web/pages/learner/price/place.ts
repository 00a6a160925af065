import type { RouterContextProvider } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { text } from '../../../components/deeds.ts'

/** Keeps where the buyer lives, as a form said it. */
export async function keepPlace(context: Readonly<RouterContextProvider>, form: FormData) {
  const zone = text(form, 'zone').toUpperCase()
  const place = { country: text(form, 'country'), ...(zone ? { zone } : {}) }
  await context.get(apiOf).put('/api/user/tax-place', place)
  return { said: 'Kept. The prices have its tax from now on.' }
}
