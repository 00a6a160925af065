import type { ToldOfStock, Words } from '../../told.ts'

const messages = '{asset, select, SMS {SMS} WHATSAPP {WhatsApp-Nachrichten} other {E-Mails}}'

export const ofStock: Words<ToldOfStock> = {
  'stock.drifted': {
    title: '{provider} und unsere Bücher sagen nicht dasselbe',
    body: `An ${messages} hat {provider} nach eigener Auskunft {theirs, number}; unsere Bücher sagen {ours, number}. Such nach einem Kauf, der nicht eingetragen ist, oder nach Nachrichten, die nicht gezählt wurden. Es endet von selbst, wenn beides wieder passt.`,
  },
  'stock.account_drifted': {
    title: '{provider} und unsere Bücher sagen nicht dasselbe',
    body: 'Nach Auskunft von {provider} sind auf unserem Konto dort noch {theirs}; nach dem, was gekauft und verbraucht wurde, müssten es {ours} sein. Such nach einem Kauf, der nicht eingetragen ist, nach Nachrichten, die nicht gezählt wurden, oder nach geänderten Preisen dort. Es endet von selbst, wenn beides wieder passt.',
  },
  'stock.low': {
    title: `Bei {provider} sind nur noch wenige ${messages}`,
    body: '{left, number} sind noch da. So wie zuletzt verbraucht wurde, reichen sie {days, plural, =0 {keinen Tag mehr} one {einen Tag} other {# Tage}}.{onOrder, plural, =0 {} other { # sind bestellt.}}',
  },
  'stock.oversold': {
    title: `Es sind mehr ${messages} verkauft, als sein darf`,
    body: '{sold, number} sind verkauft und nicht verbraucht; beim Vorrat von jetzt dürfen es {most, number} sein. Es wird nichts mehr davon verkauft, bis neuer Vorrat da ist.',
  },
  'purchase.submitted': {
    title: '{name} wartet auf Freigabe',
    body: '{colleague} möchte bei {provider} für {total} einkaufen, mit Steuer.',
  },
  'purchase.raised': {
    title: '{name}: bei {provider} wird nachgekauft',
    body: `${messages}: es sind nur noch {left, number}. Eine Regel hat eine Bestellung über {total} mit Steuer angelegt. {approved, select, yes {Sie ist im Rahmen dessen, was von selbst gekauft wird, freigegeben: bestell sie beim Anbieter.} other {Sie wartet auf Freigabe.}}`,
  },
}
