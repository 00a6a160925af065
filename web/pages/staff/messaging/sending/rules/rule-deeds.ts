import type { Api } from '../../../../../api/client.ts'
import { text } from '../../../../../components/deeds.ts'
import { exceptionsOf, type MoneyRule, REASONS, WAYS } from './rule-words.ts'

const AT = '/api/messaging/sending'

const seenIn = (form: FormData) => Number(text(form, 'seen'))
const numberIn = (form: FormData, name: string) =>
  Number(text(form, name).replace(/[\s.,’'\u00a0\u202f]/g, ''))

/** Adds, changes or removes the hours of one line. */
export async function setHours(api: Api, form: FormData, remove: boolean) {
  const line = ['country', 'way', 'category'].map((name) => encodeURIComponent(text(form, name)))
  const at = `${AT}/hours/${line.join('/')}`
  if (remove) {
    await api.delete(`${at}?seen=${seenIn(form)}`)
    return { said: 'Removed. The hours of everywhere else count there.' }
  }
  const hours = { opens: text(form, 'hours.opens'), closes: text(form, 'hours.closes') }
  await api.put(at, { seen: seenIn(form), hours })
  return { said: 'Kept. It counts from the next message on.' }
}

/** Adds, changes or removes a limit: of the house, or of one organization. */
export async function setLimit(api: Api, form: FormData, remove: boolean) {
  const organization = text(form, 'organization')
  const at = organization ? `${AT}/limits/organizations/${organization}` : `${AT}/limits/house`
  if (remove) {
    await api.delete(`${at}?seen=${seenIn(form)}`)
    return { said: 'Removed. They may send what all others may.' }
  }
  const limit = {
    perMinute: numberIn(form, 'limit.perMinute'),
    perDay: numberIn(form, 'limit.perDay'),
  }
  await api.put(at, { seen: seenIn(form), limit })
  return { said: 'Kept. It counts from the next message on.' }
}

/** The whole table as a new version. */
export async function setMoney(api: Api, form: FormData) {
  const rules = rulesIn(form)
  await api.put(`${AT}/money`, { seen: seenIn(form), note: text(form, 'note'), rules })
  return { said: 'Kept as a new version. What is settled stays as it is.' }
}

/** The name of a rule's fields in the form. */
export const fieldOf = ({ reason, way, providerKind }: Omit<MoneyRule, 'ifCharged' | 'ifFree'>) =>
  `${reason} ${way} ${providerKind}`

function rulesIn(form: FormData): MoneyRule[] {
  const read = (one: Omit<MoneyRule, 'ifCharged' | 'ifFree'>, name = fieldOf(one)): MoneyRule => ({
    ...one,
    ifCharged: (text(form, `${name} charged`) || 'release') as MoneyRule['ifCharged'],
    ifFree: text(form, `${name} free`) as MoneyRule['ifFree'],
  })
  const whole = REASONS.flatMap((reason) =>
    WAYS.map((way) => read({ reason, way, providerKind: '*' })),
  )
  const kept = form
    .getAll('exception')
    .map((name) => String(name).split(' ') as [MoneyRule['reason'], MoneyRule['way'], string])
    .map(([reason, way, kind]) =>
      read({ reason, way, providerKind: kind as MoneyRule['providerKind'] }),
    )
    .filter((one) => text(form, `${fieldOf(one)} stays`) !== 'no')
  const kind = text(form, 'new kind') as MoneyRule['providerKind'] | ''
  const added = kind
    ? [
        read(
          {
            reason: text(form, 'new reason') as MoneyRule['reason'],
            way: text(form, 'new way') as MoneyRule['way'],
            providerKind: kind,
          },
          'new',
        ),
      ]
    : []
  return [...whole, ...exceptionsOf(kept), ...added]
}
