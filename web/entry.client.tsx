import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { isRouteErrorResponse } from 'react-router'
import { HydratedRouter } from 'react-router/dom'
import { NonceProvider, noncesOfPage } from './components/nonce.tsx'

const nonces = noncesOfPage()
// Read by get-nonce, which the scroll lock under dialogs uses for its style element.
Object.assign(globalThis, { __webpack_nonce__: nonces.style })

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <NonceProvider value={nonces}>
        <HydratedRouter />
      </NonceProvider>
    </StrictMode>,
    {
      // A refusal that became a page's error state is an answer, not a fault.
      onCaughtError: (error) => {
        if (!isRouteErrorResponse(error)) console.error(error)
      },
    },
  )
})
