import { text } from '../../../components/deeds.ts'

/** Addresses as a form says them: one number for one way or both, and one e-mail address. */
export function addressesFrom(form: FormData) {
  const country = text(form, 'country').toUpperCase() || null
  const phone = text(form, 'phone')
  const email = text(form, 'email')
  const ways = text(form, 'ways').split(' ').filter(Boolean)
  return [
    ...(phone ? ways.map((way) => ({ way, address: phone, country })) : []),
    ...(email ? [{ way: 'email', address: email }] : []),
  ]
}

/** Lines of `way address`, as a contact's addresses are changed. */
export function addressesOf(form: FormData) {
  const ways = form.getAll('way').map(String)
  const addresses = form.getAll('address').map(String)
  return addresses.flatMap((address, index) =>
    address.trim() === '' ? [] : [{ way: ways[index] ?? 'email', address: address.trim() }],
  )
}
