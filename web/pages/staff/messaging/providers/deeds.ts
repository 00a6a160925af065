import type { Api } from '../../../../api/client.ts'
import type { Answer } from '../../../../api/types.ts'
import { attempt, text } from '../../../../components/deeds.ts'
import { networksIn, settingsIn } from './words.ts'

type Sent = Answer<'/api/message-providers/{id}/test', 'post'>

/** Everything that is done on the page of a provider. */
export async function providerDeed(api: Api, id: string, form: FormData) {
  const intent = text(form, 'intent')
  const at = `/api/message-providers/${id}`
  return attempt(intent, async () => {
    switch (intent.split(':')[0]) {
      case 'set':
        await api.patch(at, {
          name: text(form, 'name'),
          ways: form.getAll('ways').map(String),
          address: text(form, 'address') || null,
          settings: settingsIn(form),
          perSecond: Number(text(form, 'perSecond')),
          tellsFrom: networksIn(text(form, 'tellsFrom')),
        })
        return { said: 'Kept, and written down in the audit log.' }
      case 'switch': {
        const active = text(form, 'active') === 'yes'
        await api.patch(at, { active })
        return { said: active ? 'It carries messages from now on.' : 'Nothing new goes out by it.' }
      }
      case 'key':
        await api.post(`${at}/keys`, {
          purpose: text(form, 'purpose'),
          text: text(form, 'text'),
          name: text(form, 'name') || null,
          hours: Number(text(form, 'hours')),
        })
        return { said: 'Kept, sealed. It is in use from now on, in every process.' }
      case 'end':
        await api.post(`/api/message-provider-keys/${text(form, 'key-id')}/end`)
        return { said: 'Ended, and wiped.' }
      case 'callback':
        await api.post(`${at}/callback`, { hours: Number(text(form, 'hours')) })
        return { said: 'There is a new address. Set it there before the old one ends.' }
      case 'recharge':
        await api.post(`${at}/recharge`, {
          asset: text(form, 'asset'),
          quantity: Number(text(form, 'quantity')),
        })
        return { said: 'It is on the sandbox’s own books now.' }
      default: {
        const { ref } = await api.post<Sent>(`${at}/test`, {
          way: text(form, 'way'),
          to: text(form, 'to').replace(/(?<=^\+)[\d\s-]+$/, (number) => number.replace(/\D/g, '')),
          text: text(form, 'text'),
          ...(text(form, 'template') && { template: text(form, 'template') }),
        })
        return { said: `The provider took it. Its name there: ${ref}` }
      }
    }
  })
}
