import type { MetaDescriptor, MetaFunction } from 'react-router'
import type { Root } from '../visitor.ts'

/** A page that only its person sees: a title, and nothing for search engines. */
export const titled =
  (title: string): MetaFunction =>
  () => [{ title: `${title} · Stoa` }, { name: 'robots', content: 'noindex' }]

type Shown = {
  title: string
  description: string
  /** The page's one address, beginning with a slash. */
  path: string
  /** Not to be shown by search engines: one of many filters of a list. Its links are followed. */
  hidden?: boolean
  /** What kind of page it is to other people's chats. */
  type?: 'website' | 'profile'
  /** Structured data for search engines, by schema.org. */
  things?: object[]
}

/** What search engines and other people's chats see of a public page. */
export function shown(
  origin: string,
  { title, description, path, hidden, type = 'website', things = [] }: Shown,
) {
  const url = `${origin}${path}`
  const tags: MetaDescriptor[] = [
    { title: `${title} · Stoa` },
    { name: 'description', content: description },
    { tagName: 'link', rel: 'canonical', href: url },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:url', content: url },
    { property: 'og:type', content: type },
    { property: 'og:site_name', content: 'Stoa' },
    { property: 'og:locale', content: 'en_GB' },
    { property: 'og:image', content: `${origin}/share.png` },
    { property: 'og:image:width', content: '1200' },
    { property: 'og:image:height', content: '630' },
    { property: 'og:image:alt', content: 'Stoa: learn live, with people' },
    { name: 'twitter:card', content: 'summary_large_image' },
    ...(hidden ? [{ name: 'robots', content: 'noindex, follow' }] : []),
  ]
  for (const thing of things)
    tags.push({ 'script:ld+json': { '@context': 'https://schema.org', ...thing } })
  return tags
}

/** What a list holds, in its order. */
export const listed = (origin: string, name: string, items: { name: string; path: string }[]) => ({
  '@type': 'ItemList',
  name,
  numberOfItems: items.length,
  itemListElement: items.map((item, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name: item.name,
    url: `${origin}${item.path}`,
  })),
})

/** Stars of real reviews: none until there are three of them. */
export const stars = (rating: string | null, count: number) =>
  rating === null || count < 3
    ? {}
    : {
        aggregateRating: {
          '@type': 'AggregateRating',
          ratingValue: rating,
          reviewCount: count,
          bestRating: '5',
          worstRating: '1',
        },
      }

/** Where a page stands, for search engines. */
export const breadcrumbs = (origin: string, steps: { name: string; path: string }[]) => ({
  '@type': 'BreadcrumbList',
  itemListElement: steps.map(({ name, path }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    item: `${origin}${path}`,
  })),
})

/** The address of this Stoa, from the root loader's data in `meta`. */
export function originOf(matches: readonly unknown[]): string {
  const root = (matches as { id: string; loaderData?: unknown; data?: unknown }[]).find(
    (match) => match?.id === 'root',
  )
  return ((root?.loaderData ?? root?.data) as Root | undefined)?.origin ?? ''
}
