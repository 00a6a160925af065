import type { Api } from '../../../api/client.ts'
import type { Me } from '../../../api/types.ts'
import { attempt, text } from '../../../components/deeds.ts'
import { startOf } from '../../../format/periods.ts'

/** Per cent as people write them, in basis points; what is no share is left to the API to refuse. */
export const basisPoints = (text: string) => Math.round(Number(text.replace(',', '.')) * 100)

/** The beginning of a day where the reader is; what has begun already is now. */
async function moments(api: Api, form: FormData) {
  const { person, now } = await api.get<Me>('/api/me')
  const zone = person?.zone ?? 'UTC'
  const [from, until] = ['from', 'until'].map((name) => {
    const day = text(form, name)
    return day ? startOf(day, zone) : undefined
  })
  const begun = from !== undefined && Date.parse(from) <= Date.parse(now)
  const today = begun && Date.parse(now) - Date.parse(from) < 86_400_000
  return { from: today ? undefined : from, until }
}

/** Everything that is done on the page of an institution. */
export async function institutionDeed(api: Api, id: string, form: FormData) {
  const intent = text(form, 'intent')
  const [deed] = intent.split(':')
  return attempt(intent, async () => {
    switch (deed) {
      case 'agree':
        await api.post(`/api/organizations/${id}/agreement`, {
          educatorRate: basisPoints(text(form, 'educator')),
          institutionRate: basisPoints(text(form, 'institution')),
          ...(await moments(api, form)),
        })
        return { said: 'Agreed. Seats that are booked from then on are shared so.' }
      case 'end':
        await api.post(`/api/organizations/${id}/agreements/${text(form, 'agreement')}/end`)
        return { said: 'It has ended. Later seats are not shared with it.' }
      case 'invite':
        await api.post(`/api/institutions/${id}/invitations`, invited(form))
        return { said: 'Invited. They answer themselves.' }
      case 'withdraw':
        await api.delete(`/api/institutions/${id}/invitations/${text(form, 'invitation')}`)
        return { said: 'Withdrawn.' }
      default:
        await api.post(`/api/institutions/${id}/educators/${text(form, 'educator')}/let-go`)
        return { said: 'They belong to Platform Creators now.' }
    }
  })
}

/** What a form says of somebody who is invited. */
export const invited = (form: FormData) => ({
  email: text(form, 'email'),
  name: text(form, 'name'),
  kinds: form.getAll('kinds').map(String),
  languages: text(form, 'languages')
    .toLowerCase()
    .split(/[;,\s]+/)
    .filter(Boolean),
  zone: text(form, 'zone'),
  yearsTeaching: Number(text(form, 'years') || 0),
})
