import { useEffect } from 'react'
import { useRevalidator } from 'react-router'

/** Reads the page again every so often while it is looked at, as long as there is something to wait for. */
export function useRereading(seconds: number, waiting: boolean): void {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!waiting) return
    const again = setInterval(() => {
      if (document.visibilityState === 'visible' && state === 'idle') revalidate()
    }, seconds * 1_000)
    return () => clearInterval(again)
  }, [seconds, waiting, revalidate, state])
}
