/** Addresses of public pages: words for people, and the id that lasts. */

const MOST_LETTERS = 70

/** `Don Quijote, read slowly` → `don-quijote-read-slowly`; nothing where no letter is left. */
export function slugOf(words: string): string {
  const slug = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  const cut = slug.slice(0, MOST_LETTERS)
  return slug.length > MOST_LETTERS ? cut.replace(/-[^-]*$/, '') : cut
}

const path = (of: string, id: string, words: string) => {
  const slug = slugOf(words)
  return `/${of}/${slug ? `${encodeURIComponent(slug)}-` : ''}${id}`
}

/** The one address of a session's page. */
export const sessionPath = (session: { id: string; title: string }) =>
  path('sessions', session.id, session.title)

/** The one address of an educator's page. */
export const educatorPath = (educator: { id: string; name: string }) =>
  path('educators', educator.id, educator.name)

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id out of the last part of an address, with or without words before it. */
export const idIn = (part: string | undefined): string => ID.exec(part ?? '')?.[0] ?? part ?? ''
