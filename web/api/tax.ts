import type { Answer, ItemOf } from './types.ts'

/** Tax of those who teach. */
export type OwnTax = Answer<'/api/teaching/tax'>
export type TaxForm = Answer<'/api/teaching/tax/form'>
export type TaxStatement = ItemOf<Answer<'/api/teaching/tax/statements'>>
export type TaxFigures = ItemOf<Answer<'/api/teaching/tax/years/{year}'>>
export type TaxRules = Answer<'/api/tax/rules'>
export type TaxYearRow = ItemOf<Answer<'/api/tax/years/{year}'>>
export type TaxSent = Answer<'/api/tax/remittances'>
