import type { ActionFunctionArgs } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { attempt, text } from '../../../components/deeds.ts'
import { beginOf } from './price-words.ts'

/** `95.00 USD, 9000 JPY` as the API takes prices. What cannot be read goes as it is, and is refused there. */
const pricesOf = (words: string) =>
  words
    .split(/[,;\n]+/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [amount = '', asset = ''] = one.split(/\s+/)
      return { amount, asset: asset.toUpperCase() }
    })

/** What finance does on the page of prices: the API's path, what is sent, and what is said then. */
export async function priceDeed({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const at = (name: string) => text(form, name)
  const upper = (name: string) => at(name).toUpperCase()
  const from = beginOf(at('from'))
  const begins = from ? { from } : {}
  const number = (name: string) => Number(at(name))
  return attempt(intent, async () => {
    const [what] = intent.split(' ')
    switch (what) {
      case 'credit': {
        const price = at('price')
        await api.post('/api/prices/credits', {
          currency: upper('currency'),
          ...(price ? { price } : {}),
          least: number('least'),
          most: number('most'),
          ...begins,
        })
        return { said: price ? 'The price is set.' : 'Credits are not sold in it from then on.' }
      }
      case 'withdraw':
        await api.post(`/api/prices/credits/${at('id')}/withdraw`)
        return { said: 'Taken back before it began.' }
      case 'pack':
        await api.post('/api/prices/packs', {
          name: at('name'),
          credits: number('credits'),
          bonus: at('bonus') ? number('bonus') : 0,
          ...(at('bonusDays') ? { bonusDays: number('bonusDays') } : {}),
          prices: pricesOf(at('prices')),
          ...begins,
        })
        return { said: 'The pack is on sale.' }
      case 'end':
        await api.post(`/api/prices/packs/${at('id')}/end`)
        return { said: 'It is off sale.' }
      case 'plan':
        await api.post('/api/prices/plans', {
          plan: at('plan'),
          every: at('every'),
          price: { amount: at('price'), asset: upper('currency') },
        })
        return { said: 'The plan is sold in it.' }
      case 'rate':
        await api.post('/api/prices/rates', {
          base: upper('base'),
          quote: upper('quote'),
          day: at('day'),
          rate: at('rate'),
          source: at('source'),
        })
        return { said: 'The rate is on record.' }
      default:
        await api.deed('/api/prices/conversions', at('key'), {
          provider: at('provider'),
          ref: at('ref'),
          given: { amount: at('given'), asset: upper('givenIn') },
          got: { amount: at('got'), asset: upper('gotIn') },
          at: `${at('day')}T${at('time') || '12:00'}:00Z`,
        })
        return { said: 'Booked; the difference is in FX.' }
    }
  })
}
