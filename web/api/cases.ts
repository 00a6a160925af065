import type { Answer, ItemOf } from './types.ts'

/** Cases between a learner and an educator. */
export type Case = Answer<'/api/cases/{id}'>
export type CaseCard = ItemOf<Answer<'/api/cases'>>
