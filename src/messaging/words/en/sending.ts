import type { ToldOfSending, Words } from '../../told.ts'

const messages =
  '{asset, select, SMS {SMS} WHATSAPP {WhatsApp messages} EMAIL {e-mails} other {messages}}'

export const ofSending: Words<ToldOfSending> = {
  'message_route.broken': {
    title: `${messages} do not go through {provider} any more`,
    body: 'It failed again and again, so nothing more is sent that way for now. It last said: {why}. One message tries it every half a minute; when it is taken, the way is used again.',
  },
  'message_route.mended': {
    title: `${messages} go through {provider} again`,
    body: 'A message that tried it was taken.',
  },
  'house_texts.closed': {
    title: 'Our own notices do not go out by {way, select, sms {SMS} other {WhatsApp}}',
    body: '{why, select, no_stock {There is no stock left for them: buy some.} no_template {No template is named for them: name it under Texts of the house.} other {No provider carries them now.}} What was to be sent to phones goes by e-mail meanwhile. You hear of it once a day at most.',
  },
  'message_stock.lacking': {
    title: `Our books have no stock for ${messages} that {provider} sent`,
    body: '{quantity, number} were used that our books do not have. What customers pay for them is booked; their cost follows when the stock is received. Record the purchase.',
  },
}
