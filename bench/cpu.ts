import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * CPU time from /proc (Linux), in milliseconds. CPU per deed is the figure that survives a machine
 * shared with other work; deeds per second is not.
 */

const TICK = 1_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Own time of one process, all its threads. */
export function cpuOf(pid: number): number {
  const { own } = times(pid)
  return own
}

/** A server and its children: living ones, and those that ended and were reaped. */
export function cpuOfFamily(pid: number): number {
  const head = times(pid)
  let total = head.own + head.reaped
  for (const child of childrenOf(pid)) {
    try {
      const { own, reaped } = times(child)
      total += own + reaped
    } catch {
      // It ended between the two looks: its time is in the parent's next reading.
    }
  }
  return total
}

function times(pid: number): { own: number; reaped: number; parent: number } {
  // The second field is the name in brackets, which may hold spaces.
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const at = (field: number) => Number(fields[field - 3])
  return { parent: at(4), own: (at(14) + at(15)) * TICK, reaped: (at(16) + at(17)) * TICK }
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => {
      try {
        return times(candidate).parent === pid
      } catch {
        return false
      }
    })
}
