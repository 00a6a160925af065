import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { isRouteErrorResponse } from 'react-router'
import { HydratedRouter } from 'react-router/dom'
import { NonceProvider, noncesOfPage } from './components/nonce.tsx'

const nonces = noncesOfPage()
// Read by get-nonce, which the scroll lock under dialogs uses for its style element.
Object.assign(globalThis, { __webpack_nonce__: nonces.style })

/** A refusal that became a page's error state is an answer, not a fault: also where React rendered it twice. */
function unlessRefused(tell: (error: unknown) => void) {
  return (error: unknown) => {
    const cause = error instanceof Error ? error.cause : undefined
    if (!isRouteErrorResponse(error) && !isRouteErrorResponse(cause)) tell(error)
  }
}

// React Router decodes a refused page's answer a second time, where nobody waits for it.
addEventListener('unhandledrejection', (event) => {
  if (isRouteErrorResponse(event.reason)) event.preventDefault()
})

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <NonceProvider value={nonces}>
        <HydratedRouter />
      </NonceProvider>
    </StrictMode>,
    {
      onCaughtError: unlessRefused(console.error),
      onRecoverableError: unlessRefused(reportError),
    },
  )
})
