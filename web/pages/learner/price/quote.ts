import { useEffect, useRef } from 'react'
import { type LoaderFunctionArgs, useFetcher } from 'react-router'
import { ApiProblem } from '../../../api/client.ts'
import { apiOf } from '../../../api/context.ts'
import type { Answer, ProblemBody } from '../../../api/types.ts'

export type CreditQuote = Answer<'/api/credits/quote'>
export type Quote = CreditQuote['quote']

/** What credits come to, or why they cannot be bought like this. */
export type Quoted = { said: CreditQuote } | { problem: ProblemBody }

const WISHES = ['credits', 'pack', 'currency', 'code']

/** Answers the page while somebody still chooses; has no page of its own. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Quoted> {
  const asked = [...new URL(request.url).searchParams].filter(([name]) => WISHES.includes(name))
  const wish = Object.fromEntries(asked)
  return quoted(() => context.get(apiOf).get<CreditQuote>('/api/credits/quote', wish))
}

export async function quoted<Said>(
  ask: () => Promise<Said>,
): Promise<{ said: Said } | { problem: ProblemBody }> {
  try {
    return { said: await ask() }
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.data.status >= 500) throw error
    return { problem: error.data }
  }
}

const PAUSE_MS = 250

/** The quote for what is chosen now; the one before stands until it is there. */
export function useQuote(
  first: Quoted,
  wish: Record<string, string>,
): { quoted: Quoted; busy: boolean } {
  const fetcher = useFetcher<Quoted>()
  const asked = new URLSearchParams(wish).toString()
  const before = useRef(asked)
  const { load } = fetcher
  useEffect(() => {
    if (before.current === asked) return
    const timer = setTimeout(() => {
      before.current = asked
      load(`/wallet/buy/quote?${asked}`)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [asked, load])
  const busy = fetcher.state !== 'idle' || before.current !== asked
  return { quoted: fetcher.data ?? first, busy }
}
