/**
 * Words by which people take themselves off and on again, in the languages of those who are written to.
 * The whole message must be the word: "please do not stop the class" is a sentence like any other.
 * YES and OK are left out: they answer questions far more often than they ask to be written to again.
 */
const WORDS: readonly (readonly [Keyword, language: string | null, words: string])[] = [
  ['stop', null, 'stop stopall unsubscribe cancel end quit revoke optout opt-out opt_out remove'],
  ['stop', 'de', 'stopp abmelden abbestellen austragen'],
  ['stop', 'fr', 'arret arreter desabonner desinscrire'],
  ['stop', 'es', 'alto baja'],
  ['stop', 'pt', 'sair'],
  // Spanish and Portuguese.
  ['stop', null, 'parar pare cancelar'],
  ['stop', 'id', 'berhenti'],
  ['stop', 'nl', 'stoppen afmelden'],
  ['stop', 'it', 'annulla disiscrivimi'],
  ['stop', 'hi', 'रोकें रोको रुको'],
  // Hindi and Marathi.
  ['stop', null, 'बंद बन्द'],
  ['stop', 'mr', 'थांबवा'],
  ['stop', null, 'বন্ধ থামুন நிறுத்து நிறுத்துங்கள் ఆపు ఆపండి ನಿಲ್ಲಿಸಿ നിർത്തുക બંધ ਬੰਦ'],
  ['stop', null, 'توقف ايقاف الغاء стоп отписаться 停止 退订 退訂 配信停止'],
  ['start', null, 'start unstop subscribe resume optin opt-in opt_in'],
  ['start', 'de', 'anmelden weiter'],
  ['start', 'fr', 'reprendre abonner inscrire'],
  ['start', 'es', 'alta comenzar'],
  ['start', 'pt', 'comecar'],
  ['start', null, 'iniciar'],
  ['start', 'id', 'mulai'],
  ['start', 'it', 'inizia'],
  ['start', 'nl', 'aanmelden'],
  ['start', 'hi', 'शुरू चालू'],
  ['start', 'mr', 'सुरू'],
  ['start', null, 'শুরু தொடங்கு ప్రారంభించు ಪ್ರಾರಂಭಿಸಿ ആരംഭിക്കുക શરૂ ਸ਼ੁਰੂ'],
  ['start', null, 'ابدا старт подписаться 开始 開始'],
  ['help', null, 'help info'],
  ['help', 'de', 'hilfe'],
  ['help', 'fr', 'aide'],
  ['help', 'es', 'ayuda'],
  ['help', 'pt', 'ajuda'],
  ['help', 'it', 'aiuto'],
  ['help', 'hi', 'मदद सहायता'],
  ['help', 'mr', 'मदत'],
]
const PHRASES: readonly (readonly [string, Keyword, language: string | null])[] = [
  ['stop all', 'stop', null],
  ['opt out', 'stop', null],
  ['opt in', 'start', null],
  ['बंद करें', 'stop', 'hi'],
  ['बंद करो', 'stop', 'hi'],
  ['शुरू करें', 'start', 'hi'],
  ['सुरू करा', 'start', 'mr'],
]

/** `help`: who writes here, and how it is ended. It waits for an answer like any other message. */
export type Keyword = 'stop' | 'start' | 'help'

/** What is asked for; `language`: the only one in which it is that word, where there is one. */
export type Asking = { keyword: Keyword; language: string | null }

const KNOWN = new Map<string, Asking>([
  ...WORDS.flatMap(([keyword, language, words]) =>
    words.split(' ').map((word) => [bare(word), { keyword, language }] as const),
  ),
  ...PHRASES.map(([words, keyword, language]) => [bare(words), { keyword, language }] as const),
])

/** Without capitals, accents of Latin letters, marks around it and doubled spaces. */
function bare(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u0654\u0655]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u200b-\u200f]|\ufe0f/g, '')
    .replace(/[.,!?;:'"“”‘’«»()*।]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** What a message asks for, where it is nothing but such a word. */
export function keywordOf(text: string): Asking | undefined {
  return text.length > 60 ? undefined : KNOWN.get(bare(text))
}
