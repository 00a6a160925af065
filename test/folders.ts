import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** Linux keeps this folder in memory; a database copied there costs a tenth of one on a disk. */
const MEMORY = '/dev/shm'
const GIGABYTE = 2 ** 30

/**
 * Where tests keep their data: in memory where the machine has it to spare (containers often give
 * it a few megabytes), otherwise the usual folder for temporary files.
 */
export function folderForTests(): string {
  if (process.env.TMPDIR) return tmpdir()
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    const room = bavail * bsize >= 4 * GIGABYTE && process.availableMemory() >= 8 * GIGABYTE
    return room ? MEMORY : tmpdir()
  } catch {
    return tmpdir()
  }
}
