/** Files that people hand in: papers and pictures, nothing that runs. */
export type FileKind = 'application/pdf' | 'image/jpeg' | 'image/png'

const ENDINGS: Record<FileKind, readonly [string, ...string[]]> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
}

const BEGINS: readonly [FileKind, readonly number[]][] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
]

/** What a file is by its own first bytes, whatever it is called or said to be; undefined: none of those. */
export function fileKind(bytes: Uint8Array): FileKind | undefined {
  return BEGINS.find(([, first]) => first.every((byte, at) => bytes[at] === byte))?.[0]
}

/**
 * A file's name as it may be shown and saved: without folders, control and direction characters, of a
 * length that every file system takes, and ending as what it is.
 */
export function fileName(given: string, kind: FileKind): string {
  const bare = (given.split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"*:<>?|]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const endings = ENDINGS[kind]
  const ending = endings.find((one) => bare.toLowerCase().endsWith(one))
  const stem = ending ? bare.slice(0, -ending.length) : bare
  return `${[...stem].slice(0, 80).join('').trim() || 'file'}${ending ?? endings[0]}`
}
