import type { Fact, Query } from '#base'

/** Who hears that something new fits a search that they have saved. */
export const hearersOfFinding = {
  'search.found': (_q: Query, { data }: Fact) => {
    const query = new URLSearchParams(
      Object.entries(data.query as Record<string, string | number | boolean>).map(
        ([name, value]): [string, string] => [name, String(value)],
      ),
    )
    const named = data.named as string[]
    return [
      {
        to: String(data.personId),
        kind: 'search.found' as const,
        told: {
          search: String(data.name),
          count: Number(data.count),
          named: named.join(', '),
          more: Number(data.count) > named.length,
          link: `/${data.of}${query.size > 0 ? `?${query}` : ''}`,
        },
      },
    ]
  },
}
