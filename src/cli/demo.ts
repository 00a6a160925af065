import { configFromEnvironment, migrate, openInstallation, StartRefused } from '#base'
import { DEMO_PASSWORD, SIGN_INS } from '#demo'
import { moveIn } from '../main.ts'

/** `stoa demo` */
export async function demo(): Promise<number> {
  const config = configFromEnvironment()
  if (config.payments !== 'sandbox') {
    throw new StartRefused('The demo town pays with play money: it needs PAYMENTS=sandbox.')
  }
  const installation = await openInstallation(config)
  try {
    await migrate(installation.url)
    await moveIn(config, installation.url)
    console.log(signIns())
    return 0
  } finally {
    await installation.close()
  }
}

/** Who can be signed in as, as a table. */
export function signIns(): string {
  const width = (key: 'email' | 'name') => Math.max(...SIGN_INS.map((one) => one[key].length))
  const [emails, names] = [width('email'), width('name')]
  const lines = SIGN_INS.map(({ email, name, what }) =>
    `  ${email.padEnd(emails)}  ${name.padEnd(names)}  ${what}`.trimEnd(),
  )
  return [`Sign in with the password ${DEMO_PASSWORD} as`, ...lines].join('\n')
}
