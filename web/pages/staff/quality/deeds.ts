import type { Api } from '../../../api/client.ts'
import { text } from '../../../components/deeds.ts'

/** What staff do with one measure: the form's intent begins with the deed. */
export async function measureDeed(api: Api, form: FormData): Promise<{ said: string }> {
  const [deed] = text(form, 'intent').split(' ')
  const at = `/api/quality/measures/${text(form, 'measure')}`
  const words = text(form, 'words')
  if (deed === 'end') {
    await api.post(`${at}/end`, { words })
    return { said: 'Ended. They hear of it now.' }
  }
  if (deed === 'note') {
    await api.post(`${at}/notes`, { words })
    return { said: 'Written down.' }
  }
  await api.post(`${at}/answer`, { granted: text(form, 'granted') === 'yes', words })
  return { said: 'Decided. They hear of it now.' }
}
