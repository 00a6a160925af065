/** The command line: what an operator types on their own machine. */
import type { Command } from './command.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { ledger } from './ledger.ts'
import { serve, work } from './serving.ts'
import { migrateOnly, staff } from './upkeep.ts'

export { run } from './command.ts'

/** Every command, in the order in which `stoa help` names them. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'serve',
    says: 'Answers and works: pages, API, schedule and queue (--no-work: answers only)',
    run: serve,
  },
  { name: 'work', says: 'Works only: schedule and queue, beside others that serve', run: work },
  { name: 'demo', says: 'Lets the demo town move into an empty installation, and ends', run: demo },
  { name: 'migrate', says: 'Brings the database up to date, and ends', run: migrateOnly },
  { name: 'staff', says: 'Makes somebody staff: stoa staff <e-mail> <role> [name]', run: staff },
  {
    name: 'ledger',
    says: 'The books: stoa ledger verify | statement <owner> <asset> | prove <transfer> | export <format>',
    run: ledger,
  },
  { name: 'doctor', says: 'Checks this installation and says how to mend it', run: doctor },
]
