import type { TaskList } from 'graphile-worker'
import { OPEN_PAYEE } from '#earnings'
import {
  DELIVER,
  deliver,
  type Lane,
  LEAVE,
  READ_CONTACTS,
  RUN_AUTOMATIONS,
  RUN_CAMPAIGNS,
  readContacts,
  SEND_EVENTS,
  WORK_PROVIDER_NOTICES,
} from '#messaging'
import {
  END_BILLING,
  endBilling,
  LOOK_AT_REFILL,
  lookAtRefill,
  type Purse,
  SEND_REFUND,
  sendRefund,
  WORK_NOTICE,
  workNotice,
} from '#payments'
import { MOVE_PLAN, movePlan } from '#plans'
import { openWanted, type WantedPayee } from './payees.ts'
import { type Reactions, react } from './react.ts'
import { runDueAutomations, runDueCampaigns } from './schedule-of-campaigns.ts'
import { hearProviders } from './schedule-of-message-providers.ts'
import { letLeave } from './schedule-of-sending.ts'
import { sendOutside } from './schedule-of-telling.ts'
import type { Work } from './work.ts'

/**
 * What can be asked for by `queueWork`, by name, and `react`, which every fact asks for. Each is tried
 * again by the queue when it throws, with longer and longer pauses, so each can be done twice.
 */
export function tasksOf(work: Work, reactions: Reactions): TaskList {
  const { db, clock, payments, mail } = work
  const task =
    <Payload>(deed: (payload: Payload, now: Temporal.Instant) => Promise<unknown>) =>
    async (payload: unknown): Promise<void> => {
      await deed(payload as Payload, clock.now())
    }
  return {
    react: task(({ fact }: { fact: string }) => react(work, reactions, fact)),
    [DELIVER]: task(async () => mail && deliver(db, mail, () => clock.now())),
    [SEND_EVENTS]: task(() => sendOutside(work)),
    [RUN_AUTOMATIONS]: task((_payload, now) => runDueAutomations(work, now)),
    [RUN_CAMPAIGNS]: task((_payload, now) => runDueCampaigns(work, now)),
    [READ_CONTACTS]: task((file: { import: string }) =>
      readContacts(db, file.import, () => clock.now()),
    ),
    [LEAVE]: task(({ lane }: { lane: Lane }) => letLeave(work, lane)),
    [WORK_PROVIDER_NOTICES]: task((_payload, now) => hearProviders(work, now)),
    [WORK_NOTICE]: task((notice: { provider: string; event: string }, now) =>
      workNotice(payments, notice, now),
    ),
    [SEND_REFUND]: task(({ refund }: { refund: string }, now) => sendRefund(payments, refund, now)),
    [LOOK_AT_REFILL]: task((purse: Purse, now) => lookAtRefill(payments, purse, now)),
    [MOVE_PLAN]: task((asked: Parameters<typeof movePlan>[1], now) =>
      movePlan(payments, asked, now),
    ),
    [OPEN_PAYEE]: task((wanted: WantedPayee, now) => openWanted(payments, wanted, now)),
    [END_BILLING]: task(({ billing }: { billing: string }, now) =>
      endBilling(payments, billing, now),
    ),
  }
}
