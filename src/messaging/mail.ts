import type { Query, Tx } from '#base'
import type { Letter } from './letters.ts'

/** The way out of the house for e-mails; `undefined` where no mail server is set up. */
export type Mail = {
  /** The sender, as everybody sees it. */
  from: string
  /** Whether there is a way out at this moment; always, where it does not say. */
  carries?(q: Query): Promise<boolean>
  /**
   * Sends a letter, or hands it over: then it is asked for again with the same letter, until it says that it was
   * sent, or throws a MailFault.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: most ways out say nothing when they have sent it
  send(letter: Letter, handing: Handing): Promise<'handed' | void>
  close(): void
}

/** What a letter is sent with. `secret`: it lets its bearer in, and is not kept once it has left. */
export type Handing = { tx: Tx; secret: boolean; now: Temporal.Instant }

/** Why a letter did not leave. */
export class MailFault extends Error {
  override name = 'MailFault'
  /**
   * `later`: another time can help, as when no server answers or it asks to be left alone.
   * `address`: the receiver's server will never take anything for this address (RFC 5321: 5yz on it).
   * `letter`: it will never take this letter.
   * `over`: it was tried for as long as it may be.
   */
  readonly kind: 'later' | 'address' | 'letter' | 'over'
  constructor(kind: MailFault['kind'], words: string) {
    super(words)
    this.kind = kind
  }
}
