import type { Way } from '../../message.ts'

/**
 * What the sandbox does with a message is said by whom it goes to: a number that ends in the
 * scenario's two digits, +91 98000 000NN, or an address whose part before the @ is the
 * scenario's name. To anybody else it is delivered.
 */
export const SCENARIOS = [
  { name: 'delivered', number: '00', says: 'delivered' },
  { name: 'delivered-twice', number: '01', says: 'delivered, and told twice' },
  { name: 'delivered-then-failed', number: '02', says: 'delivered, and later told to have failed' },
  { name: 'read-first', number: '03', says: 'told to be read before it is told to be delivered' },
  { name: 'never', number: '04', says: 'taken, and never told of again' },
  {
    name: 'late',
    number: '05',
    says: 'delivered, and told of eight days later, without our own id',
  },
  { name: 'told-first', number: '06', says: 'told to be delivered before the call is answered' },
  { name: 'slow-down', number: '07', says: 'refused once for too many at once (429), then taken' },
  {
    name: 'broken',
    number: '08',
    says: 'refused twice because something is wrong there (500), then taken',
  },
  {
    name: 'hangs',
    number: '09',
    says: 'taken, and the call is never answered; delivered all the same',
  },
  { name: 'lost', number: '10', says: 'the call is never answered, and it was not taken' },
  { name: 'out-of-credit', number: '11', says: 'refused: the balance there is used up' },
  { name: 'invalid-number', number: '12', says: 'refused: the address is not valid' },
  { name: 'unreachable', number: '13', says: 'taken, then failed: nobody can be reached there' },
  { name: 'dnd', number: '14', says: 'taken, then failed: on the do-not-disturb register' },
  { name: 'opted-out', number: '15', says: 'refused: they have opted out' },
  {
    name: 'dlt-mismatch',
    number: '16',
    says: 'taken, then failed: the text does not match its template',
  },
  { name: 'window-closed', number: '17', says: 'refused: only a template may go' },
  { name: 'recategorised', number: '18', says: 'delivered, and counted as marketing' },
  {
    name: 'more-segments',
    number: '19',
    says: 'delivered, and counted as one segment more than quoted',
  },
  { name: 'bounce', number: '20', says: 'taken, then refused by their server for good' },
  { name: 'complaint', number: '21', says: 'delivered, then complained about' },
  { name: 'reply', number: '22', says: 'delivered, and answered' },
  { name: 'stop', number: '23', says: 'delivered, and answered with STOP' },
  { name: 'read', number: '24', says: 'delivered, then read' },
] as const
export type Scenario = (typeof SCENARIOS)[number]['name']

/** What an address asks the sandbox to do. */
export function scenarioOf(way: Way, to: string): Scenario {
  const asked =
    way === 'email'
      ? to.split('@')[0]!.split('+').at(-1)!.toLowerCase()
      : (/^\+9198000000(\d\d)$/.exec(to)?.[1] ?? '00')
  const found = SCENARIOS.find(({ name, number }) => name === asked || number === asked)
  return found && (way !== 'email' || found.name === asked) ? found.name : 'delivered'
}
