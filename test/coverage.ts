/** How much of one file a run of tests went through. */
export type Coverage = {
  path: string
  lines: number
  branches: number
  /** Lines that were not run. */
  missedLines: number[]
  /** The lines of branches that were not taken; a line as often as it has such branches. */
  missedBranches: number[]
}

/**
 * What several runs together went through: a line or branch is missed that each of them missed. A run that
 * never loaded a file says nothing about it.
 */
export function together(runs: readonly Coverage[][]): Coverage[] {
  const files = new Map<string, Coverage>()
  for (const file of runs.flat()) {
    const before = files.get(file.path)
    files.set(file.path, before ? both(before, file) : file)
  }
  return [...files.values()]
}

function both(one: Coverage, other: Coverage): Coverage {
  return {
    path: one.path,
    lines: Math.max(one.lines, other.lines),
    branches: Math.max(one.branches, other.branches),
    missedLines: inBoth(one.missedLines, other.missedLines),
    missedBranches: [
      ...inBoth(one.missedBranches, other.missedBranches),
      // Where the other did not even come to the line, it says nothing of its branches.
      ...notReached(one, other),
      ...notReached(other, one),
    ].sort((a, b) => a - b),
  }
}

const notReached = (one: Coverage, other: Coverage) =>
  parted(one.missedBranches, other.missedBranches).only.filter((line) =>
    other.missedLines.includes(line),
  )

const inBoth = (list: readonly number[], other: readonly number[]) => parted(list, other).both

/** A list's numbers that the other has too, each as often as both have it, and those that are left. */
function parted(list: readonly number[], other: readonly number[]) {
  const left = [...other]
  const found = list.map((number) => {
    const place = left.indexOf(number)
    if (place >= 0) left.splice(place, 1)
    return place >= 0
  })
  return { both: list.filter((_, n) => found[n]), only: list.filter((_, n) => !found[n]) }
}
