import type { Api } from '../../../../api/client.ts'
import { everyItem } from '../../../../api/every.ts'
import type { Answer, ItemOf } from '../../../../api/types.ts'

type Organization = ItemOf<Answer<'/api/organizations'>>

/** Organizations for whom something can be made, by name. */
export async function organizationsOf(api: Api): Promise<Organization[]> {
  const { items } = await everyItem<Organization>(api, '/api/organizations', {}, 10)
  return items.toSorted((a, b) => a.name.localeCompare(b.name))
}
