import type { Api } from '../../../api/client.ts'
import { attempt, text } from '../../../components/deeds.ts'

/** Everything that is done on the page of a conversation. */
export async function threadDeed(api: Api, inbox: string, id: string, form: FormData) {
  const intent = text(form, 'intent')
  const at = `${inbox}/threads/${id}`
  return attempt(intent, async () => {
    const [what, which] = intent.split(':')
    switch (what) {
      case 'reply': {
        const url = text(form, 'url')
        const buttons = text(form, 'buttons')
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean)
        await api.deed(`${at}/replies`, text(form, 'key'), {
          text: text(form, 'text'),
          ...(url ? { media: { kind: text(form, 'kind'), url } } : {}),
          ...(buttons.length > 0 ? { quickReplies: buttons } : {}),
        })
        return { said: 'It is on its way.' }
      }
      case 'template': {
        const values = [...form].flatMap(([name, value]) =>
          name.startsWith('value.') ? [[name.slice(6), String(value)]] : [],
        )
        await api.deed(`${at}/replies`, text(form, 'key'), {
          template: { id: which, values: Object.fromEntries(values) },
        })
        return { said: 'It is on its way.' }
      }
      case 'keep':
        await api.post(`${inbox}/quick-replies`, {
          name: text(form, 'name'),
          text: text(form, 'text'),
        })
        return { said: 'Kept. It stands above the answer from now on.' }
      case 'assign':
        await api.post(`${at}/assignment`, { person: text(form, 'person') || null })
        return { said: 'Done. Whoever it was given to hears of it.' }
      case 'note':
        await api.post(`${at}/notes`, { text: text(form, 'note') })
        return { said: 'Written down.' }
      case 'read':
        await api.post(`${at}/read`)
        return {}
      default:
        await api.post(`${at}/${what === 'reopen' ? 'reopen' : 'close'}`)
        return { said: what === 'reopen' ? 'It is open again.' : 'It is closed.' }
    }
  })
}
