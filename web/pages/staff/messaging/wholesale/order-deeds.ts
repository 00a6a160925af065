import type { Api } from '../../../../api/client.ts'
import type { StockRules } from '../../../../api/stock.ts'
import { attempt, text } from '../../../../components/deeds.ts'
import { endOf } from '../../../../format/periods.ts'
import { orderFrom } from './order-words.ts'

const SAID: Record<string, string> = {
  submit: 'It waits for approval.',
  withdraw: 'It is a draft again.',
  approve: 'Approved. Order it from the provider now.',
  cancel: 'It is not bought.',
  close: 'It ends with what is here.',
}

const zoneOf = async (api: Api) =>
  (await api.get<StockRules>('/api/messaging/stock/rules')).rules.zone

/** Everything that is done on the page of a purchase order. */
export async function orderDeed(api: Api, id: string, form: FormData) {
  const intent = text(form, 'intent')
  const [deed = ''] = intent.split(' ')
  const at = `/api/messaging/purchases/${id}`
  const key = text(form, 'key')
  const paying = {
    amount: text(form, 'amount').replace(',', '.') || null,
    paidOn: text(form, 'paidOn'),
    reference: text(form, 'reference'),
  }
  return attempt(intent, async () => {
    switch (deed) {
      case 'write':
        await api.put(at, orderFrom(form, await zoneOf(api)))
        return { said: 'Kept.' }
      case 'invoice':
        await api.put(`${at}/invoice`, {
          invoiceNumber: text(form, 'invoiceNumber') || null,
          invoiceOn: text(form, 'invoiceOn') || null,
          account: text(form, 'accountAmount')
            ? {
                amount: text(form, 'accountAmount').replace(',', '.'),
                asset: text(form, 'accountCurrency').toUpperCase(),
              }
            : null,
        })
        return { said: 'Kept.' }
      case 'file': {
        const file = form.get('file')
        if (file instanceof File)
          await api.file(`${at}/files`, { name: file.name || 'invoice' }, file)
        return { said: 'Kept with the order.' }
      }
      case 'receive': {
        const day = text(form, 'expiresOn')
        await api.deed(`${at}/receive`, key, {
          line: Number(text(form, 'line')),
          quantity: text(form, 'quantity').replace(/[\s.,’']/g, ''),
          ...(day ? { expiresAt: endOf(day, await zoneOf(api)) } : {}),
          note: text(form, 'note') || null,
        })
        return { said: 'It is in stock.' }
      }
      case 'pay':
        await api.deed(`${at}/pay`, key, paying)
        return { said: 'In the books.' }
      case 'refund':
        await api.deed(`${at}/refund`, key, paying)
        return { said: 'In the books.' }
      case 'cancel':
      case 'close':
        await api.post(`${at}/${deed}`, { reason: text(form, 'reason') })
        return { said: SAID[deed]! }
      default:
        await api.post(`${at}/${deed}`)
        return { said: SAID[deed] ?? 'Done.' }
    }
  })
}
