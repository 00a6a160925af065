import type { LoaderFunctionArgs } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { ImportColumns, ImportPreview } from '../../../api/joining.ts'
import { csv, csvFile } from '../../../format/csv.ts'

/** Of a file of instructors: the sample, or what is wrong with its rows. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  if (!params.id) {
    const { sample } = await api.get<ImportColumns>('/api/imports/columns')
    return csvFile('instructors-sample.csv', sample)
  }
  const { items } = await api.get<ImportPreview>(`/api/imports/${params.id}`, {
    outcome: 'bad',
    limit: 5000,
  })
  const rows = items.flatMap(({ line, faults }) =>
    faults.map(({ column, sentence }) => [line, column, sentence]),
  )
  return csvFile('instructors-faults.csv', csv(['row', 'column', 'sentence'], rows))
}
