import type { Category, Way } from '../message.ts'

export const VARIABLE_KINDS = ['text', 'number', 'date', 'link'] as const
export type VariableKind = (typeof VARIABLE_KINDS)[number]

/** Something that is filled in: `{{name}}` in the words. */
export type Variable = {
  name: string
  kind: VariableKind
  /** What a preview shows, and what a provider is shown when it approves. */
  sample: string
  /** Filled in where nobody has a value; null: then the message is refused. */
  otherwise: string | null
  /** Characters of what is filled in. A registered SMS (DLT) takes 40 at most. */
  most: number
}

export const MOST_OF_DLT = 40
export const MOST_OF_VARIABLE = 1_000

export type Media = { kind: 'image' | 'document' | 'video'; url: string; name?: string | undefined }

/** The words in one language; which parts there are depends on the way. */
export type Words = {
  text: string
  /** Of an e-mail. */
  subject?: string | undefined
  html?: string | undefined
  /** Of WhatsApp: a line above, a line below, an image or a document, up to three answers to press. */
  header?: string | undefined
  footer?: string | undefined
  media?: Media | undefined
  quickReplies?: string[] | undefined
}

/** India: as registered there. */
export type Registration = { header: string; entity: string; template: string }

export const APPROVAL_STATES = ['draft', 'submitted', 'approved', 'rejected', 'paused'] as const
export type ApprovalState = (typeof APPROVAL_STATES)[number]

/** What a provider thinks of a version in one language. */
export type Approval = {
  language: string
  /** `messaging.provider.id` */
  provider: string
  state: ApprovalState
  /** What the provider calls it. */
  providerTemplate: string | null
  reason: string | null
  changedAt: Temporal.Instant
}

/** One version of a template, with all it takes to write a message. */
export type Template = {
  id: string
  organizationId: string
  name: string
  way: Way
  category: Category
  version: number
  variables: Variable[]
  /** By language. */
  words: Record<string, Words>
  /** The language for those whose own it has not. */
  fallback: string
  /** Null where it is not registered (DLT); a header without template is kept for senders outside India. */
  dltHeader: string | null
  dltEntity: string | null
  dltTemplate: string | null
  approvals: Approval[]
  archivedAt: Temporal.Instant | null
}

export type Value = string | number
export type Values = Readonly<Record<string, Value | null | undefined>>
