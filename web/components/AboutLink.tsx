import { Link } from 'react-router'
import { type About, aboutAddress, aboutName } from '../format/books.ts'

/** What an entry is about, as a link to it where staff can open it. */
export function AboutLink({ about, name }: { about: About; name?: string | null | undefined }) {
  const words = name ?? aboutName(about)
  const to = aboutAddress(about)
  return to ? <Link to={to}>{words}</Link> : words
}
