import { useLoaderData } from 'react-router'
import { type Names, nameIn } from '../../../../../api/names.ts'
import { Instant } from '../../../../../components/Instant.tsx'
import { byWords } from '../../../../../format/books.ts'

/** Who set a rule, by name. */
export function useSetter(): (by: string) => string {
  const { names } = useLoaderData<{ names: Names }>()
  return (by) => (by === 'stoa' ? 'as Stoa comes' : byWords(by, nameIn(names, by)))
}

/** Who set it, and when. */
export function SetBy({ of: { setBy, setAt } }: { of: { setBy: string; setAt: string } }) {
  const setter = useSetter()
  if (setBy === 'stoa') return setter(setBy)
  return (
    <>
      {setter(setBy)}, <Instant at={setAt} as="short-moment" />
    </>
  )
}
