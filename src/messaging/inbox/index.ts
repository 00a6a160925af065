/** Messages that come in, the threads in which they are answered, and what they cost. */
export { plainAddress } from './addresses.ts'
export {
  forgetUnknown,
  giveNumber,
  numbersOf,
  type SenderNumber,
  takeNumberBack,
  type Unknown,
  unknownInbound,
} from './numbers.ts'
export {
  inboundPrices,
  inboundUnits,
  nextInboundOwed,
  owedBy,
  owing,
  setInboundUnits,
  settleOwed,
} from './owed.ts'
export { addQuickReply, type QuickReply, quickRepliesOf, removeQuickReply } from './quick.ts'
export { type Reply, replyIn, WINDOW_MINUTES, windowEnds } from './replying.ts'
export { type InboxRules, inboxRulesOf, setInboxRules } from './rules.ts'
export { type Inbound, type TakenIn, takeInbound } from './taking.ts'
export {
  type Entry,
  type ExportLine,
  entriesOf,
  exportThreads,
  type InboxFigures,
  inboxFigures,
  stepsOf,
  type ThreadCard,
  type ThreadFilter,
  type ThreadStep,
  threadOf,
  threadsOf,
} from './threads.ts'
export {
  assignThread,
  closeThread,
  INBOX_ROLES,
  noteOn,
  readThread,
  reopenThread,
} from './working.ts'
