import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers about requests, talking at once, and series, by the names that pages use. */

export type Asking = Answer<'/api/educator/asking'>
export type Available = ItemOf<Answer<'/api/instant'>>
export type InstantSwitch = Answer<'/api/educator/instant'>
export type Series = ItemOf<Answer<'/api/series'>>
export type SeriesPage = Answer<'/api/series/{id}'>
export type SeriesDate = SeriesPage['dates'][number]
export type SeriesPreview = Answer<'/api/series/preview', 'post'>
export type SeriesChanged = Answer<'/api/series/{id}', 'patch'>
export type Shifts = NonNullable<SeriesPage['shifts']>
