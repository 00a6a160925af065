import type { Api } from './client.ts'
import type { Page } from './types.ts'

const AT_ONCE = 100

/** Every item of a list, page after page, of so many pages of a hundred at most; `whole`: there are no more. */
export async function everyItem<Item>(
  api: Api,
  path: string,
  query: Record<string, string | null | undefined>,
  pages: number,
): Promise<{ items: Item[]; whole: boolean }> {
  const items: Item[] = []
  let cursor: string | null = null
  for (let page = 0; page < pages; page += 1) {
    const found: Page<Item> = await api.get(path, { ...query, cursor, limit: AT_ONCE })
    items.push(...found.items)
    cursor = found.next
    if (!cursor) break
  }
  return { items, whole: cursor === null }
}
