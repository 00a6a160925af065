import { crc32 } from 'node:zlib'

/** Largest number of files, and of bytes, that the plain form of the format can say. */
const MOST_FILES = 0xffff
const MOST_BYTES = 0xffffffff

/** Bit 11: names are UTF-8. */
const UTF8 = 0x0800
/** What whoever reads it must be able to do: version 2.0. */
const NEEDS = 20

export type ZipFile = { name: string; bytes: Uint8Array }

/**
 * An archive in the ZIP format (APPNOTE 6.3), piece by piece as its files come: no more than one of them is in memory.
 * Files are kept as they are; what is put together here (PDF) is compressed already.
 */
export async function* zip(
  files: AsyncIterable<ZipFile>,
  at: Temporal.Instant,
): AsyncGenerator<Buffer> {
  const moment = momentOf(at)
  const listed: Buffer[] = []
  let offset = 0
  for await (const { name, bytes } of files) {
    const title = Buffer.from(name)
    // Both lists say the same of a file, from the version needed on.
    const said = Buffer.alloc(26)
    said.writeUInt16LE(NEEDS, 0)
    said.writeUInt16LE(UTF8, 2)
    said.writeUInt32LE(moment, 6)
    said.writeUInt32LE(crc32(bytes), 10)
    said.writeUInt32LE(bytes.length, 14)
    said.writeUInt32LE(bytes.length, 18)
    said.writeUInt16LE(title.length, 22)
    const piece = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), said, title, bytes])
    listed.push(Buffer.concat([inList(said, offset), title]))
    offset += piece.length
    if (listed.length > MOST_FILES || offset > MOST_BYTES) throw new Error('Too much for one ZIP')
    yield piece
  }
  const list = Buffer.concat(listed)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(listed.length, 8)
  end.writeUInt16LE(listed.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  yield Buffer.concat([list, end])
}

function inList(said: Buffer, offset: number): Buffer {
  const head = Buffer.alloc(6)
  head.write('PK\x01\x02', 'latin1')
  head.writeUInt16LE(NEEDS, 4)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  return Buffer.concat([head, said, tail])
}

/** Date and time as the format counts them: two seconds are one, years begin in 1980. */
function momentOf(at: Temporal.Instant): number {
  const { year, month, day, hour, minute, second } = at.toZonedDateTimeISO('UTC')
  const date = ((year - 1980) << 9) | (month << 5) | day
  return ((date << 16) | (hour << 11) | (minute << 5) | (second >> 1)) >>> 0
}
