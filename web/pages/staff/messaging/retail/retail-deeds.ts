import type { ActionFunctionArgs } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Me } from '../../../../api/types.ts'
import { attempt, text } from '../../../../components/deeds.ts'
import { startOf } from '../../../../format/periods.ts'
import { unitsFrom } from '../../../../format/retail.ts'

/** A figure as the API takes it; what is none goes as it is, to be refused there. */
const decimal = (words: string) => words.replace(',', '.')
const whole = (words: string) => Number(words.replace(/[\s,_]/g, '') || Number.NaN)

/** Per cent with up to four decimals, in millionths or in basis points. */
const millionths = (words: string) => Number(unitsFrom(words, 4) ?? Number.NaN)
const basisPoints = (words: string) => Number(unitsFrom(words, 2) ?? Number.NaN)

/** `IN 1, GB 25` as the API takes it. */
const countriesOf = (words: string) =>
  words
    .split(/[,;\n]+/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [country = '', units = ''] = one.split(/\s+/)
      return {
        country: country.toUpperCase(),
        thousandths: Number(unitsFrom(units, 3) ?? Number.NaN),
      }
    })

/** `3: 5, 10: 12.5`: from so many, so many per cent off each. */
const tiersOf = (words: string) =>
  words
    .split(/[,;\n]+/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [from = '', off = ''] = one.split(/\s*:\s*/)
      return { from: whole(from), offRate: basisPoints(off) }
    })

type Asked = {
  at: (name: string) => string
  begins: { from?: string }
  day: (name: string) => string
}

const terms = ({ at, begins }: Asked) => ({
  currency: at('currency'),
  prices: {
    SMS: decimal(at('prices.SMS')),
    WHATSAPP: decimal(at('prices.WHATSAPP')),
    EMAIL: decimal(at('prices.EMAIL')),
  },
  costs: {
    SMS: decimal(at('costs.SMS')),
    WHATSAPP: decimal(at('costs.WHATSAPP')),
    EMAIL: decimal(at('costs.EMAIL')),
  },
  whatsapp: {
    authentication: whole(at('authentication')),
    utility: whole(at('utility')),
    service: whole(at('service')),
    marketing: whole(at('marketing')),
  },
  sms: {
    countries: countriesOf(at('countries')),
    elsewhere: Number(unitsFrom(at('elsewhere'), 3) ?? Number.NaN),
  },
  fee: {
    rate: millionths(at('feeRate')),
    fixed: { amount: decimal(at('feeFixed')), asset: at('currency') },
    taxRate: millionths(at('feeTaxRate')),
  },
  tax: { rate: millionths(at('taxRate')), included: at('taxIncluded') === 'yes' },
  note: at('note'),
  ...begins,
})

const offer = ({ at, begins }: Asked) => {
  const money = (name: string) => ({ amount: decimal(at(name)), asset: at('currency') })
  const orNull = (name: string) => (at(name) ? whole(at(name)) : null)
  return {
    name: at('name'),
    sms: whole(at('sms') || '0'),
    whatsapp: whole(at('whatsapp') || '0'),
    email: whole(at('email') || '0'),
    price: money('price'),
    validDays: whole(at('validDays')),
    plannedList: at('plannedList') ? money('plannedList') : null,
    popular: at('popular') === 'on',
    suits: { from: orNull('suitsFrom'), to: orNull('suitsTo') },
    tiers: tiersOf(at('tiers')),
    salesCap: at('lossLeader') === 'on' ? whole(at('salesCap')) : null,
    ...begins,
  }
}

const reduction = ({ at, begins, day }: Asked) => ({
  name: at('name'),
  offRate: basisPoints(at('off')),
  until: day('until'),
  lossLeader: at('lossLeader') === 'on',
  salesCap: at('salesCap') ? whole(at('salesCap')) : null,
  ...begins,
})

/** Days of the form as moments where the reader is; the end is the end of its day, and today is now. */
async function asked(api: ReturnType<typeof apiFrom>, form: FormData): Promise<Asked> {
  const at = (name: string) => text(form, name)
  const { person, now } = await api.get<Me>('/api/me')
  const zone = person?.zone ?? 'UTC'
  const from = at('from') ? startOf(at('from'), zone) : undefined
  const today = from !== undefined && Date.parse(from) <= Date.parse(now)
  const later = today && Date.parse(now) - Date.parse(from) < 86_400_000 ? undefined : from
  return {
    at,
    begins: later === undefined ? {} : { from: later },
    day: (name) => startOf(at(name), zone, 1) ?? '',
  }
}

const apiFrom = ({ context }: Pick<ActionFunctionArgs, 'context'>) => context.get(apiOf)

/** What finance does on the pages of retail: the API's path, what is sent, and what is said then. */
export async function retailDeed(args: Pick<ActionFunctionArgs, 'context' | 'request'>) {
  const api = apiFrom(args)
  const form = await args.request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    const wish = await asked(api, form)
    const { at } = wish
    const retail = (path: string, body?: unknown) => api.post(`/api/message-retail/${path}`, body)
    switch (intent.split(' ')[0]) {
      case 'terms':
        await retail('terms', terms(wish))
        return { said: at('from') ? 'Set from that day on.' : 'These prices count now.' }
      case 'withdraw-terms':
        await retail(`terms/${at('version')}/withdraw`)
        return { said: 'Taken back before it began.' }
      case 'new-offer': {
        const organization = at('organization')
        const kind = organization ? 'custom' : at('kind')
        await retail('offers', { ...offer(wish), kind, ...(organization ? { organization } : {}) })
        return { said: 'It is on sale.' }
      }
      case 'revise':
        await retail(`offers/${at('id')}/versions`, offer(wish))
        return { said: 'Changed. What was sold stays what it was.' }
      case 'withdraw':
        await retail(`offers/${at('id')}/withdraw`, { why: at('why') })
        return { said: 'It is off sale.' }
      case 'promotion':
        await retail('promotions', { ...reduction(wish), offer: at('offer') })
        return { said: 'The promotion is set.' }
      case 'bundle':
        await retail('bundles', {
          ...reduction(wish),
          needs: at('needs'),
          needsQuantity: whole(at('needsQuantity')),
          withinDays: whole(at('withinDays')),
          gives: at('gives'),
        })
        return { said: 'The bundle is set.' }
      default:
        await retail(`${at('what')}/${at('id')}/end`)
        return { said: 'It has ended.' }
    }
  })
}
