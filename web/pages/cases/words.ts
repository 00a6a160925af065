import type { Case, CaseCard } from '../../api/cases.ts'
import type { Tone } from '../../components/Tag.tsx'

const STAGES: Record<CaseCard['stage'], [string, Tone]> = {
  answering: ['Waiting for an answer', 'attention'],
  evidence: ['Bringing evidence', 'accent'],
  deciding: ['Being decided', 'accent'],
  decided: ['Decided', 'good'],
  appealed: ['Appealed', 'attention'],
  final: ['Final', 'plain'],
}
export const stageWords = (stage: CaseCard['stage']) => STAGES[stage]

const ABOUT: Record<CaseCard['about'], string> = {
  charge: 'What was charged',
  attendance: 'Who was there',
  commission: 'What is earned',
}
export const aboutWords = (about: CaseCard['about']) => ABOUT[about]

const HOW: Record<Case['decisions'][number]['how'], string> = {
  agreed: 'Both agreed.',
  silence: 'There was no answer in time, so it ended as was asked.',
  staff: 'Our staff decided.',
  withdrawn: 'It was taken back, and stays as it was.',
}
export const howWords = (how: Case['decisions'][number]['how']) => HOW[how]

export const percent = (share: number) => `${Math.round(share / 100)} %`

/** What of the stage is still to come, for whoever reads: a sentence before the moment it ends. */
export const UNTIL: Record<CaseCard['stage'], string> = {
  answering: 'An answer is due by',
  evidence: 'Both can bring what they have until',
  deciding: 'We decide by',
  decided: 'It can be appealed until',
  appealed: 'Somebody else of us decides by',
  final: '',
}

export const isOpen = (stage: CaseCard['stage']) => stage !== 'decided' && stage !== 'final'
