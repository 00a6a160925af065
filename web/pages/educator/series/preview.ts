import type { ActionFunctionArgs } from 'react-router'
import type { SeriesPreview } from '../../../api/asking.ts'
import { ApiProblem } from '../../../api/client.ts'
import { apiOf } from '../../../api/context.ts'
import { bodyOf, type Fields } from './reading.ts'

/** The first dates of what stands in the form; nothing while it is not complete. */
export async function action({ context, request }: ActionFunctionArgs) {
  const { zone, ...fields } = (await request.json()) as Fields & { zone: string }
  try {
    return await context
      .get(apiOf)
      .post<SeriesPreview>('/api/series/preview', { ...bodyOf(fields), zone })
  } catch (error) {
    if (error instanceof ApiProblem) return {}
    throw error
  }
}
