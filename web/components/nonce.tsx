import { createContext, useContext } from 'react'

/**
 * Scripts and style elements of ours carry the answer's nonces, which is what the content security policy
 * lets through. In the browser they are read back from the page, where only scripts can see them.
 */
export type Nonces = { script: string; style: string }

const NonceContext = createContext<Nonces>({ script: '', style: '' })

export const NonceProvider = NonceContext.Provider
export const useNonces = () => useContext(NonceContext)

export const noncesOfPage = (): Nonces => ({
  script: document.querySelector<HTMLElement>('script[nonce]')?.nonce ?? '',
  style: document.querySelector<HTMLElement>('style[nonce]')?.nonce ?? '',
})
