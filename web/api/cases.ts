import type { Answer, ItemOf } from './types.ts'

/** Cases between a learner and an educator. */
export type Case = Answer<'/api/cases/{id}'>
export type CaseCard = ItemOf<Answer<'/api/cases'>>

/** What follows where a side does not answer a point by its deadline. */
export type SilenceRule = ItemOf<Answer<'/api/cases/silence'>>
