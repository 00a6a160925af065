/** What tax asks of educators: the room's own front door. */
export { type FiledReturn, filingOf } from './tax/filing.ts'
export { type Field, FORMS, type Form, type FormName, type FormValues } from './tax/forms.ts'
export {
  askForForms,
  formFor,
  formOf,
  type GivenForm,
  giveForm,
  openForm,
  payoutsWait,
} from './tax/giving.ts'
export { statementPaper } from './tax/paper.ts'
export {
  setTaxPolicy,
  setWithholding,
  type TaxPolicy,
  taxPolicyNow,
  type WithholdingRate,
  withholdingRates,
} from './tax/rules.ts'
export {
  type Remittance,
  recordRemittance,
  remittances,
  withheldOwed,
} from './tax/withholding.ts'
export {
  type Flag,
  issueStatements,
  oneStatement,
  type Statement,
  statementsOf,
  thresholdsOf,
  type YearFigures,
  type YearRow,
  yearOf,
  yearRows,
} from './tax/year.ts'
