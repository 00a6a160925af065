import { ApiProblem } from './client.ts'

/** What the reader's roles may not see is left out of a page; every other fault is one. */
export async function ifAllowed<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ApiProblem && error.data.status === 403) return null
    throw error
  }
}
