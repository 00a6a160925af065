import { APP_ROLE, openDatabase } from '#base'
import { type Act, Hands } from './acts.ts'

/** A process that does acts and seals, made to be killed: test/attacks/kills.ts starts and ends it. */
const hands = new Hands(openDatabase({ url: process.argv[2]!, role: APP_ROLE, size: 12 }))
const tell = (message: unknown) => process.send!(message)

process.on('message', async (act: Act) => {
  const answer = await hands.do(act)
  tell({ key: act.key, answer })
})
process.once('disconnect', () => process.exit())
tell({ up: true })

for (;;) {
  const head = await hands.seal(Temporal.Now.instant())
  if (head) tell({ head })
  tell({ met: [...hands.met] })
  await new Promise((later) => setTimeout(later, 150))
}
