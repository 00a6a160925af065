/** What organizations write again and again: words by language and version, variables, and what providers think of it. */
export { templateFor, templatesOf } from './finding.ts'
export { languageFor, render, variablesIn } from './rendering.ts'
export {
  APPROVAL_STATES,
  type Approval,
  type ApprovalState,
  type Media,
  type Template,
  VARIABLE_KINDS,
  type Value as VariableValue,
  type Values,
  type Variable,
  type VariableKind,
  type Words,
} from './template.ts'
