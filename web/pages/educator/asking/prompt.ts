import type { LoaderFunctionArgs } from 'react-router'
import type { InstantSwitch } from '../../../api/asking.ts'
import { ApiProblem } from '../../../api/client.ts'
import { apiOf } from '../../../api/context.ts'

/** Whether the educator's switch is on, and who waits for their answer: asked by every page of theirs. */
export async function loader({ context }: LoaderFunctionArgs) {
  try {
    const { until, waiting } = await context.get(apiOf).get<InstantSwitch>('/api/educator/instant')
    return { on: until !== null, waiting }
  } catch (error) {
    // Whoever leads no conversations has no such switch.
    if (error instanceof ApiProblem) return { on: false, waiting: null }
    throw error
  }
}
