/** Whether the same request, sent again later, can succeed. */
export type Retry = 'never' | 'later' | 'after-change'

export type ProblemKind = {
  /** HTTP status it is answered with. */
  status: number
  /** A sentence that a person understands. */
  title: string
  /**
   * `never`: this request will always be refused. `later`: the same request can succeed later.
   * `after-change`: it can succeed once the person has changed something (more credits, another hour).
   */
  retry: Retry
}

const catalogue = new Map<string, ProblemKind & { module: string }>()

/** A refusal with a name. Nothing was changed when one is thrown. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly retry: Retry
  /** What was short, by how much, which field, what instead: facts for the caller. */
  readonly facts: Record<string, unknown>

  constructor(
    code: string,
    kind: ProblemKind,
    facts: Record<string, unknown> & { detail?: string },
  ) {
    super(facts.detail ? `${kind.title} ${facts.detail}` : kind.title)
    this.name = 'Problem'
    this.code = code
    this.status = kind.status
    this.retry = kind.retry
    this.facts = facts
  }
}

/**
 * Declares the refusals of one module and gives the function that makes them:
 * `const refuse = problems('live', { class_full: {…} })`, then `throw refuse('class_full', { next })`.
 * A code belongs to one module only. The catalogue is docs/problems.md, proved equal by a test.
 */
export function problems<const Kinds extends Record<string, ProblemKind>>(
  module: string,
  kinds: Kinds,
) {
  for (const [code, kind] of Object.entries(kinds)) {
    if (catalogue.has(code)) throw new Error(`The problem ${code} is declared twice`)
    catalogue.set(code, { ...kind, module })
  }
  return (code: keyof Kinds & string, facts: Record<string, unknown> & { detail?: string } = {}) =>
    new Problem(code, kinds[code]!, facts)
}

/** Every refusal that has been declared, for the docs and their test. */
export function allProblems(): ReadonlyMap<string, ProblemKind & { module: string }> {
  return catalogue
}
