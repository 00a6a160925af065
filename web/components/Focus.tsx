import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** After going to another page, the keyboard and the screen reader start at its title. */
export function FocusOnNavigation() {
  const { pathname, hash } = useLocation()
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what changes
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    if (hash) return
    const title = document.querySelector<HTMLElement>('main h1')
    const target = title ?? document.querySelector<HTMLElement>('main')
    if (!target) return
    if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1')
    target.focus({ preventScroll: true })
  }, [pathname])
  return null
}

/** First thing on the page for the keyboard. */
export function SkipLink() {
  return (
    <a href="#content" className="skip-link">
      Skip to the content
    </a>
  )
}
