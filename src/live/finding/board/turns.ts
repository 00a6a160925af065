/** A number made of words, the same on every server. */
export function spread(words: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < words.length; at++)
    hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193)
  return mixed(hash)
}

function mixed(number: number): number {
  let hash = number
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Turns are numbers below this. */
export const TURNS = 1_048_576

/** Where somebody stands among equals on a day; both as `spread` made them. */
export const turnOf = (who: number, day: number): number => mixed(who ^ day) % TURNS
