import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers about reviews, messages and reports. */
export type OwnReview = ItemOf<Answer<'/api/reviews/mine'>>
export type ToWrite = ItemOf<Answer<'/api/reviews/to-write'>>
export type LearnerRating = Answer<'/api/bookings/{id}/learner-rating'>
export type Voices = Answer<'/api/educator/reviews'>
export type Rank = Voices['rank']
export type Response = Voices['response']
export type Thread = ItemOf<Answer<'/api/threads'>>
export type Conversation = Answer<'/api/threads/{id}'>
export type Message = Conversation['messages'][number]
export type Sent = Answer<'/api/threads/{id}/messages', 'post', 201>
export type Reports = Answer<'/api/reports'>
export type Report = ItemOf<Reports>
export type Around = Answer<'/api/reports/{id}/reading', 'post'>
