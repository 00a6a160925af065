/**
 * Words of thanks, agreement and goodbye, as short answers are made of in the languages that most are written
 * in here. Whatever is not among them may be a question: the list is closed, so that no question is missed.
 */
const KIND_WORDS = new Set(
  [
    'thank thanks thankyou thx ty cheers many much so very a lot ok okay k great perfect super cool nice wonderful',
    'good fine sure yes yep yeah all right alright got it understood noted see you soon then later tomorrow bye goodbye',
    'have day evening weekend night you too to for your the help answer reply quick and i will do that sounds works me',
    'danke dankeschon vielen herzlichen schon dank dir ihnen alles klar gut prima toll gerne gern bis bald dann morgen',
    'tschuss ja passt super verstanden und fur die deine ihre hilfe antwort schnelle einen tag abend wochenende dich auch',
    'gracias muchas mil muy amable vale perfecto genial de acuerdo entendido si claro hasta luego pronto manana adios y por',
    'la el tu su ayuda respuesta rapida buen buena dia noche fin semana igualmente',
    'merci beaucoup bien parfait d accord entendu oui a bientot demain au revoir bonne journee soiree et pour votre ton',
    'reponse aide grazie mille molto va bene perfetto certo capito ciao presto domani buona giornata serata e per',
    'obrigado obrigada muito tudo bem perfeito certo ate logo amanha tchau bom dia boa noite',
  ].flatMap((words) => words.split(' ')),
)

/** One that nobody says without thanking, agreeing or taking leave. */
const HEART =
  /^(thank|thx$|ty$|cheers$|ok$|okay$|great$|perfect|super$|fine$|sure$|alright$|understood$|noted$|bye$|goodbye$|dank|klar$|prima$|toll$|passt$|verstanden$|tschuss$|gracias$|vale$|genial$|entendido$|adios$|merci$|parfait$|accord$|entendu$|grazie$|capito$|ciao$|obrigad|tchau$|certo$|works$|got$)/

/** Longer ones say more than thanks. */
const WORDS_MOST = 14

/**
 * Whether a message only thanks, agrees or says goodbye, and so waits for no answer: nothing but such words,
 * smileys and the name of whom it is for. With a question mark, a figure or any other word, it may ask.
 */
export function onlyThanks(message: string, name: string): boolean {
  if (/[?¿？؟\p{N}]/u.test(message)) return false
  const names = new Set(wordsOf(name))
  const words = wordsOf(message)
  // A thumb or a heart.
  if (words.length === 0) return /\p{Extended_Pictographic}/u.test(message)
  if (words.length > WORDS_MOST) return false
  return (
    words.every((word) => KIND_WORDS.has(word) || names.has(word)) &&
    words.some((word) => HEART.test(word))
  )
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .match(/\p{L}+/gu) ?? []
