import { Link, useSearchParams } from 'react-router'
import { OWNED, purposeName } from '../../../format/books.ts'
import { accountAddress } from './asked.ts'

/** An account of the books by its name, opening to its entries (or to the accounts that it adds up). */
export function AccountLink({ purpose, asset }: { purpose: string; asset: string }) {
  const [search] = useSearchParams()
  if (purpose === 'result') return <>{purposeName(purpose)}</>
  const asOf = search.get('asOf')
  const kept = asOf ? `asOf=${asOf}` : ''
  const to = OWNED.has(purpose)
    ? `/operate/books/accounts?${new URLSearchParams({ purpose, asset })}${kept && `&${kept}`}`
    : `${accountAddress('platform:stoa', purpose, asset)}${kept && `?${kept}`}`
  return <Link to={to}>{purposeName(purpose)}</Link>
}
