import type { Query } from '#base'
import { languageAt } from '../contacts/index.ts'
import type { Keyword } from './keywords.ts'
import { inboxRulesOf } from './rules.ts'

/** What is said by itself when somebody ends or begins messages, or asks who writes; one segment each. */
type Confirming = Record<Keyword, string>

/** Each names the words that work, as they are known everywhere; `{name}`: whoever writes. */
const CONFIRMED: Record<string, Confirming> = {
  en: {
    stop: 'You will get no more messages here. Send START to get them again.',
    start: 'You will get messages here again. Send STOP to end them.',
    help: '{name} writes to you here. Send STOP to end it. Whoever answers will see your message.',
  },
  de: {
    stop: 'Du bekommst hier keine Nachrichten mehr. Mit START bekommst du sie wieder.',
    start: 'Du bekommst hier wieder Nachrichten. Mit STOP beendest du sie.',
    help: '{name} schreibt dir hier. Mit STOP beendest du das. Wer antwortet, sieht deine Nachricht.',
  },
  fr: {
    stop: 'Vous ne recevrez plus de messages ici. Envoyez START pour en recevoir de nouveau.',
    start: 'Vous recevrez de nouveau des messages ici. Envoyez STOP pour y mettre fin.',
    help: '{name} vous écrit ici. Envoyez STOP pour y mettre fin. Votre message sera lu.',
  },
  es: {
    stop: 'Ya no recibirás mensajes aquí. Envía START para volver a recibirlos.',
    start: 'Volverás a recibir mensajes aquí. Envía STOP para no recibir más.',
    help: '{name} te escribe aquí. Envía STOP para no recibir más. Tu mensaje se leerá.',
  },
  pt: {
    stop: 'Não receberá mais mensagens aqui. Envie START para voltar a receber.',
    start: 'Voltará a receber mensagens aqui. Envie STOP para terminar.',
    help: '{name} escreve-lhe aqui. Envie STOP para terminar. A sua mensagem será lida.',
  },
  it: {
    stop: 'Non riceverai altri messaggi qui. Invia START per riceverli di nuovo.',
    start: 'Riceverai di nuovo messaggi qui. Invia STOP per non riceverne altri.',
    help: '{name} ti scrive qui. Invia STOP per non riceverne altri. Il tuo messaggio sarà letto.',
  },
  nl: {
    stop: 'Je krijgt hier geen berichten meer. Stuur START om ze weer te krijgen.',
    start: 'Je krijgt hier weer berichten. Stuur STOP om ze te beëindigen.',
    help: '{name} schrijft je hier. Stuur STOP om dat te beëindigen. Je bericht wordt gelezen.',
  },
  hi: {
    stop: 'अब यहाँ कोई संदेश नहीं आएगा। फिर पाने के लिए START भेजें।',
    start: 'अब यहाँ संदेश फिर आएँगे। रोकने के लिए STOP भेजें।',
    help: '{name} यहाँ लिखता है। रोकने के लिए STOP भेजें।',
  },
  mr: {
    stop: 'आता येथे संदेश येणार नाहीत. पुन्हा हवे असल्यास START पाठवा.',
    start: 'आता येथे संदेश पुन्हा येतील. थांबवण्यासाठी STOP पाठवा.',
    help: '{name} येथे लिहिते. थांबवण्यासाठी STOP पाठवा.',
  },
}

/** The languages in which it is said. */
export const CONFIRMED_IN = Object.keys(CONFIRMED)

/**
 * The confirmation in the language of whoever wrote: as their contact says, else as the word they wrote is only of
 * one language, else the organization's, else English.
 */
export async function confirmationOf(
  q: Query,
  organization: string,
  from: { way: 'sms' | 'whatsapp'; address: string },
  { keyword, language }: { keyword: Keyword; language: string | null },
): Promise<string> {
  const wishes = [
    await languageAt(q, organization, from),
    language,
    (await inboxRulesOf(q, organization)).language,
  ]
  const plain = wishes.map((one) => one?.toLowerCase().split(/[-_]/)[0] ?? '')
  const known = plain.find((one) => CONFIRMED[one]) ?? 'en'
  const text = CONFIRMED[known]![keyword]
  if (keyword !== 'help') return text
  const [row] = await q<{ name: string }>`
    select name from people.organization_view where id = ${organization}`
  return text.replace('{name}', row?.name ?? '')
}
