import { writeFileSync } from 'node:fs'
import { transitionDiagram, transitionTable } from '#live'

/** Writes docs/bookings.md from the table in code; src/live/rules.test.ts proves that they are equal. */
const page = `# How a booking changes

This page is made from \`src/live/transitions.ts\` by \`node scripts/bookings-page.ts\`. The database refuses a change that is
not in it (\`live.booking_transition\`), and writes every change down with who and when (\`live.booking_step\`).

${transitionDiagram()}

${transitionTable()}

*What was paid*: \`reserve\` sets credits aside on named lots or takes one of the plan's included sessions; \`order\` places an
order to be paid within ten minutes; \`drop order\` ends it unpaid; \`return all\` gives everything back to where it came from (the
same lots, the same month of the plan, the same card); \`return share\` gives back half until 12 h before the start and nothing
later, and nothing of an included session; \`earn\` captures what was set aside and credits the educator; \`return earned\` is its
mirror image: units come back as lots with the cost and expiry that they had, money to the card, and what the educator had been
credited is taken from what is held, or owed; \`split\` gives the learner the share that was decided, whatever came back before.
`
writeFileSync(new URL('../docs/bookings.md', import.meta.url), page)
