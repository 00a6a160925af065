import type { Contact, ContactConsents, ContactFile, Suppressions } from '../../../api/contacts.ts'
import type { Tone } from '../../../components/Tag.tsx'

type Source = ContactConsents['items'][number]['source']
export const SOURCE: Record<Source, string> = {
  form: 'a form',
  paper: 'on paper',
  import: 'a file',
  api: 'your own system',
  keyword: 'a word they sent',
  link: 'the link in a message',
  staff: 'said to staff',
  provider: 'the provider',
}

export const REFUSAL: Record<string, string> = {
  recipient_suppressed: 'Nothing is sent',
  recipient_opted_out: 'They said no',
  recipient_consent_missing: 'No consent yet',
}

export const SUPPRESSED: Record<Suppressions['items'][number]['reason'], string> = {
  hard_bounce: 'It does not exist: messages came back',
  soft_bounces: 'Messages came back again and again',
  complaint: 'They complained',
  bad_address: 'It takes no messages of this kind',
  opted_out: 'They ended it at the provider',
  asked: 'They asked for it',
}

export const FILE_STATE: Record<ContactFile['state'], readonly [Tone, string]> = {
  receiving: ['plain', 'Coming in'],
  received: ['attention', 'To be looked at'],
  running: ['accent', 'Being read'],
  done: ['good', 'Read'],
  stopped: ['bad', 'Stopped'],
}

/** Who somebody is, where they have no name. */
export const whoIs = ({ name, reference, addresses }: Contact) =>
  name || reference || addresses[0]?.address || 'Without a name'
