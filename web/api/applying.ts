import type { Answer, ItemOf } from './types.ts'

/** Applying to teach: one's own application, the reviewers' desk, the agreement, the first steps. */
export type Own = Answer<'/api/educator/apply'>
export type Application = NonNullable<Own['application']>
export type Paper = Application['papers'][number]
export type Talk = NonNullable<Application['interview']>
export type Queue = Answer<'/api/applications'>
export type QueueRow = ItemOf<Queue>
export type Case = Answer<'/api/applications/{id}'>
export type ApplyingNumbers = Answer<'/api/applying/numbers'>
export type ContractVersion = ItemOf<Answer<'/api/contracts'>>
export type ContractDetail = Answer<'/api/contracts/{id}'>
export type OwnContract = Answer<'/api/educator/contract'>
export type Welcome = Answer<'/api/educator/welcome'>
