import { createContext } from 'react-router'
import type { Visit } from '../server.ts'
import type { Api } from './client.ts'

/** The API as the visitor of this request: `const api = context.get(apiOf)` in loaders and actions. */
export const apiOf = createContext<Api>()

/** The request itself: nonce, request id, the visitor's cookies and languages. */
export const visitOf = createContext<Visit>()
