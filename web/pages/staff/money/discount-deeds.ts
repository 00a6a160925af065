import type { ActionFunctionArgs } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { attempt, text } from '../../../components/deeds.ts'
import { beginOf } from './price-words.ts'

/** Makes a discount code, or lets one rest. */
export async function codeDeed({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent.startsWith('pause')) {
      const paused = text(form, 'paused') === 'yes'
      await api.patch(`/api/discounts/${text(form, 'id')}`, { paused })
      return { said: paused ? 'Nobody can use it from now on.' : 'It can be used again.' }
    }
    const off = text(form, 'off')
    const [amount, currency] = [text(form, 'value'), text(form, 'asset').toUpperCase()]
    const number = (name: string) => (text(form, name) ? Number(text(form, name)) : undefined)
    const { code } = await api.post<{ code: string }>('/api/discounts', {
      code: text(form, 'code'),
      goods: form.getAll('goods'),
      lasts: text(form, 'lasts'),
      note: text(form, 'note'),
      ...(off === 'percent' ? { percent: amount } : { amount: { amount, asset: currency } }),
      audience: text(form, 'audience') || undefined,
      from: beginOf(text(form, 'from')),
      until: beginOf(text(form, 'until')),
      mostUses: number('mostUses'),
      mostPerPerson: number('mostPerPerson'),
    })
    return { said: `${code} can be used.` }
  })
}
