import type { Answer } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import type { Tone } from '../../../components/Tag.tsx'

export type Codes = Answer<'/api/discounts'>
export type Code = Codes['items'][number]

export const STATES: Record<Code['state'], [tone: Tone, words: string]> = {
  running: ['good', 'Running'],
  coming: ['plain', 'To come'],
  paused: ['attention', 'Paused'],
  'used up': ['plain', 'Used up'],
  over: ['plain', 'Over'],
}

export function OffWords({ code }: { code: Code }) {
  return code.amount ? <Amount value={code.amount} /> : <>{code.percent} %</>
}

export const forWords = ({ goods, audience, lasts }: Code) =>
  [
    goods.includes('credits') && 'credits',
    goods.includes('plan') &&
      `plans${audience ? ` of ${audience}s` : ''}${lasts === 'first month' ? ', their first month' : ', each period'}`,
  ]
    .filter(Boolean)
    .join('; ')
