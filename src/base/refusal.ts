/** Why Stoa cannot start here, in words that say how to mend it. The command line prints the words alone. */
export class StartRefused extends Error {
  override name = 'StartRefused'
}
