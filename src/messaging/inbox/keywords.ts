/**
 * Words by which people take themselves off and on again, in the languages of those who are written to.
 * The whole message must be the word: "please do not stop the class" is a sentence like any other.
 * YES and OK are left out: they answer questions far more often than they ask to be written to again.
 */
const STOP = [
  'stop stopall unsubscribe cancel end quit revoke optout opt-out opt_out remove',
  'stopp abmelden abbestellen austragen',
  'arret arreter desabonner desinscrire',
  'alto baja parar pare sair cancelar',
  'berhenti stoppen afmelden annulla disiscrivimi',
  'रोकें रोको रुको बंद बन्द थांबवा',
  'বন্ধ থামুন நிறுத்து நிறுத்துங்கள் ఆపు ఆపండి ನಿಲ್ಲಿಸಿ നിർത്തുക બંધ ਬੰਦ',
  'توقف ايقاف الغاء стоп отписаться 停止 退订 退訂 配信停止',
]
const START = [
  'start unstop subscribe resume optin opt-in opt_in',
  'anmelden weiter',
  'reprendre abonner inscrire',
  'alta iniciar comenzar comecar',
  'mulai inizia aanmelden',
  'शुरू चालू सुरू',
  'শুরু தொடங்கு ప్రారంభించు ಪ್ರಾರಂಭಿಸಿ ആരംഭിക്കുക શરૂ ਸ਼ੁਰੂ',
  'ابدا старт подписаться 开始 開始',
]
const PHRASES: Record<string, Keyword> = {
  'stop all': 'stop',
  'opt out': 'stop',
  'opt in': 'start',
  'बंद करें': 'stop',
  'बंद करो': 'stop',
  'शुरू करें': 'start',
  'सुरू करा': 'start',
}

export type Keyword = 'stop' | 'start'

const wordsOf = (lines: readonly string[]) => lines.flatMap((line) => line.split(' ')).map(bare)
const KNOWN = new Map<string, Keyword>([
  ...wordsOf(STOP).map((word) => [word, 'stop'] as const),
  ...wordsOf(START).map((word) => [word, 'start'] as const),
  ...Object.entries(PHRASES).map(([words, what]) => [bare(words), what] as const),
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
export function keywordOf(text: string): Keyword | undefined {
  return text.length > 60 ? undefined : KNOWN.get(bare(text))
}
