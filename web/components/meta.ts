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
  /** Structured data for search engines, by schema.org. */
  things?: object[]
}

/** What search engines and other people's chats see of a public page. */
export function shown(origin: string, { title, description, path, things = [] }: Shown) {
  const url = `${origin}${path}`
  const tags: MetaDescriptor[] = [
    { title: `${title} · Stoa` },
    { name: 'description', content: description },
    { tagName: 'link', rel: 'canonical', href: url },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:url', content: url },
    { property: 'og:type', content: 'website' },
    { property: 'og:site_name', content: 'Stoa' },
    { name: 'twitter:card', content: 'summary' },
  ]
  for (const thing of things)
    tags.push({ 'script:ld+json': { '@context': 'https://schema.org', ...thing } })
  return tags
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
