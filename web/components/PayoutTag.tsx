import { Tag, type Tone } from './Tag.tsx'

const WORDS: Record<string, [word: string, tone: Tone]> = {
  PENDING: ['Set aside', 'plain'],
  PROCESSING: ['On its way', 'accent'],
  COMPLETED: ['Paid', 'good'],
  FAILED: ['Not paid', 'bad'],
}

/** How far a payout is. */
export function PayoutTag({ status }: { status: string }) {
  const [word, tone] = WORDS[status] ?? [status, 'plain']
  return <Tag tone={tone}>{word}</Tag>
}
