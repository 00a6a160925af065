/** Messages that come in, and the threads in which they are answered. */
export { type Inbound, type TakenIn, takeInbound } from './taking.ts'
