import { ApiProblem, type createApi } from '../../api/client.ts'
import type { Answer } from '../../api/types.ts'
import { text } from '../../components/deeds.ts'

type Api = ReturnType<typeof createApi>
export type Availability = Answer<'/api/educator/availability'>

const AT = '/api/educator/availability'
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

/** Each deed of the page of availability: what it asks of the API, and what it says when done. */
export const SAYINGS: Record<
  string,
  (api: Api, form: FormData) => Promise<{ said?: string; result?: unknown }>
> = {
  terms: async (api, form) => {
    const own = text(form, 'ownPrice').replace(',', '.')
    const level = text(form, 'priceLevel')
    const money = text(form, 'moneyPrice').replace(',', '.')
    const most = (name: string) => (text(form, name) ? Number(text(form, name)) : null)
    await inForm(
      api.put(AT, {
        open: form.get('open') === 'on',
        zone: text(form, 'zone'),
        kind: text(form, 'kind'),
        title: text(form, 'title'),
        description: text(form, 'description'),
        language: text(form, 'language'),
        lengths: form.getAll('lengths').map(Number),
        stepMinutes: Number(text(form, 'stepMinutes')),
        beforeMinutes: Number(text(form, 'beforeMinutes')),
        afterMinutes: Number(text(form, 'afterMinutes')),
        noticeHours: Number(text(form, 'noticeHours')),
        horizonDays: Number(text(form, 'horizonDays')),
        takesTokens: form.has('takesTokens'),
        moneyPrice: money ? { amount: money, asset: text(form, 'currency') } : null,
        dayMost: most('dayMost'),
        weekMost: most('weekMost'),
        trial:
          form.get('trial') === 'on'
            ? {
                minutes: Number(text(form, 'trialMinutes')),
                price: {
                  amount: text(form, 'trialPrice').replace(',', '.') || '0',
                  asset: 'CREDIT',
                },
              }
            : null,
        ...(level === 'own'
          ? { ownPrice: { amount: own, asset: 'CREDIT' } }
          : { priceLevel: level }),
      }),
      {
        price_not_allowed: 'priceLevel',
        price_out_of_bounds: 'ownPrice',
        session_zone_unknown: 'zone',
        trial_too_dear: 'trialPrice',
        'moneyPrice/amount': 'moneyPrice',
      },
    )
    return { said: 'Saved.' }
  },
  week: async (api, form) => {
    const hours = WEEKDAYS.flatMap((weekday) => {
      const untils = form.getAll(`until-${weekday}`).map(String)
      return form
        .getAll(`from-${weekday}`)
        .map(String)
        .flatMap((from, index) => {
          const until = untils[index] ?? ''
          return from && until ? [{ weekday, from, until }] : []
        })
    })
    await api.put(`${AT}/week`, { hours })
    return { said: 'Your week is saved.' }
  },
  date: async (api, form) => {
    const date = text(form, 'date')
    const what = text(form, 'what')
    const [from, until] = [text(form, 'from'), text(form, 'until')]
    const whole = what === 'closed' && !from && !until
    const { dated } = await api.get<Availability>(AT)
    const others = dated
      .filter((one) => one.date === date)
      .map(({ open, from: begin, until: end }) => ({ open, from: begin, until: end }))
    const one = whole
      ? { open: false, from: '00:00', until: '24:00' }
      : { open: what === 'open', from, until }
    const rest = others.filter((other) => other.from !== one.from)
    await inForm(
      api.put(`${AT}/dates/${date}`, { hours: [...rest, one], note: text(form, 'note') }),
      { request_invalid: 'from', hours_overlap: 'from' },
    )
    return { said: 'That date is changed.' }
  },
  undate: async (api, form) => {
    await api.put(`${AT}/dates/${text(form, 'date')}`, { hours: [] })
    return { said: 'That date is as every week again.' }
  },
  away: async (api, form) => {
    await inForm(
      api.post(`${AT}/away`, {
        from: text(form, 'from'),
        until: text(form, 'until'),
        note: text(form, 'note'),
      }),
      { away_too_long: 'until' },
    )
    return { said: 'Nobody can book you then.' }
  },
  back: async (api, form) => {
    await api.delete(`${AT}/away/${text(form, 'id')}`)
    return { said: 'You can be booked on those days again.' }
  },
  'add-calendar': async (api, form) => {
    await inForm(
      api.post('/api/educator/calendars', {
        name: text(form, 'name') || 'My calendar',
        url: text(form, 'url'),
        daysClose: form.get('daysClose') === 'on',
      }),
      { calendar_address_refused: 'url', calendar_known: 'url' },
    )
    return { said: 'From now on it is read every quarter of an hour.' }
  },
  'read-calendar': async (api, form) => {
    await api.post(`/api/educator/calendars/${text(form, 'id')}/refresh`)
    return { said: 'It was asked just now.' }
  },
  'remove-calendar': async (api, form) => {
    await api.delete(`/api/educator/calendars/${text(form, 'id')}`)
    return { said: 'It is read no more.' }
  },
  'open-feed': async (api) => {
    const { url } = await api.post<{ url: string }>('/api/me/calendar-feed')
    return { result: { url } }
  },
  'close-feed': async (api) => {
    await api.delete('/api/me/calendar-feed')
    return { said: 'The address leads nowhere any more.' }
  },
}

/** Refusals that are about one field stand beside it. */
async function inForm(asked: Promise<unknown>, beside: Record<string, string>): Promise<void> {
  try {
    await asked
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    const { data } = error
    const field = beside[data.code]
    if (!field) throw error
    const message = data.detail ?? data.title
    throw new ApiProblem({
      ...data,
      errors: [...(data.errors ?? []), { field: `/${field}`, message }],
    })
  }
}
