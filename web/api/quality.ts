import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers about quality, by the names that pages use. */
export type Quality = Answer<'/api/quality'>
export type ScorecardLine = ItemOf<Answer<'/api/quality/scorecards'>>
export type EducatorQuality = Answer<'/api/quality/educators/{id}'>
export type OwnQuality = Answer<'/api/educator/quality'>
export type QualityCard = OwnQuality['card']
export type Measure = OwnQuality['measures'][number]
export type QualitySignal = OwnQuality['signals'][number]
export type MeasureRules = Answer<'/api/quality/measure-rules'>
export type Audit = ItemOf<Answer<'/api/quality/audits'>>
export type OneAudit = Answer<'/api/quality/audits/{id}'>
export type Checklist = Answer<'/api/quality/checklist'>
export type Draw = ItemOf<Answer<'/api/quality/draws'>>
export type Badges = Answer<'/api/educators/{id}/badges'>
export type Featured = ItemOf<Answer<'/api/featured'>>
export type Technical = Answer<'/api/sessions/{id}/technical'>
