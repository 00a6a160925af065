import { randomBytes } from 'node:crypto'
import { atomically, configFromEnvironment, joinInstallation, migrate, wallClock } from '#base'
import {
  audit,
  createPerson,
  grantStaffRole,
  listPeople,
  STAFF_ROLES,
  type StaffRole,
} from '#people'
import { Misused } from './command.ts'
import { withDatabase } from './opening.ts'

/** `stoa migrate` */
export async function migrateOnly(): Promise<number> {
  const installation = await joinInstallation(configFromEnvironment())
  try {
    const done = await migrate(installation.url)
    console.log(done.length > 0 ? `Ran ${done.join(', ')}.` : 'The database was up to date.')
    return 0
  } finally {
    await installation.close()
  }
}

/**
 * `stoa staff <e-mail> <role> [name]`: how the first admin of an installation comes to be. A person
 * who is not there yet is made, with a password that is shown once.
 */
export async function staff([email, role, ...name]: readonly string[]): Promise<number> {
  if (!email?.includes('@')) throw new Misused('Whose e-mail address?')
  if (!STAFF_ROLES.includes(role as StaffRole)) {
    throw new Misused(`The role must be one of ${STAFF_ROLES.join(', ')}.`)
  }
  const told = await withDatabase((db) =>
    atomically(db, async (tx) => {
      const now = wallClock.now()
      const by = 'command line'
      const found = await listPeople(tx, { words: email, limit: 100 })
      const known = found.find((person) => person.email === email.trim().toLowerCase())
      const password = randomBytes(15).toString('base64url')
      const { id } =
        known ??
        (await createPerson(
          tx,
          { name: name.join(' ') || email.split('@')[0]!, email, emailVerified: true, password },
          now,
        ))
      await grantStaffRole(tx, { person: id, role: role as StaffRole, by }, now)
      const about = { type: 'person', id }
      await audit(tx, { by, deed: 'staff_role.granted', about, after: { role } }, now)
      return known ? '' : `\nPassword, shown this once: ${password}`
    }),
  )
  console.log(`${email} is ${role} now.${told}`)
  return 0
}
