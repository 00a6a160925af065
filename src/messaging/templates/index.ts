/** What organizations write again and again: words by language and version, variables, and what providers think of it. */

export {
  type ApprovalChange,
  type ApprovalStep,
  approvalHistory,
  type Closed,
  closedAt,
  closedFor,
  pauseAtProvider,
  setApproval,
} from './approving.ts'
export { templateFor, templatesOf } from './finding.ts'
export {
  addTemplate,
  archiveTemplate,
  changeTemplate,
  type NewTemplate,
  readVersion,
  type Version as TemplateVersion,
} from './keeping.ts'
export { type Preview as TemplatePreview, previewOf } from './previewing.ts'
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
