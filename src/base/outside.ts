import { lookup } from 'node:dns/promises'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { BlockList, isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/**
 * Asks an address that a stranger gave us: a receiver of events, a calendar. What such an address must
 * never reach is our own house: each name is looked up once, every address that it stands for is
 * looked at, and the connection goes to exactly those (so that no name can turn round in between).
 * A redirection is looked at as a new address.
 */
export type Asked = {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | undefined
  /** For the whole of it, answer and all. */
  timeoutMs: number
  /** Of the answer; more is cut off (`whole` is false), and not read. */
  mostBytes: number
  /** How often it may send us elsewhere. */
  redirects?: number
}

export type Answered = {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
  whole: boolean
}

/** Why nothing came back. `may`: whether another time can help. */
export class OutsideFault extends Error {
  override name = 'OutsideFault'
  readonly code:
    | 'address_refused'
    | 'name_unknown'
    | 'unreachable'
    | 'too_slow'
    | 'certificate'
    | 'broken'
    | 'too_many_redirects'
  constructor(code: OutsideFault['code'], words: string) {
    super(words)
    this.code = code
  }
}

/** What is nobody's business from outside (IANA special-purpose registries). */
const NEVER = blockList([
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
  '192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15',
  '198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
])

/** Of version 6 only what is given out to the public is asked, less what stands for something else. */
const PUBLIC_6 = blockList(['2000::/3'])
const NEVER_6 = blockList([
  '2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16',
])

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks.join(' ').split(' ')) addTo(list, network)
  return list
}

function addTo(list: BlockList, network: string): void {
  const [address = '', bits] = network.split('/')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
}

/** The way out of the house. `allowed`: networks of our own that may be asked nevertheless. */
export class Outside {
  readonly #allowed = new BlockList()
  readonly #plain: boolean

  constructor(options: { allowed?: readonly string[]; plainHttp?: boolean } = {}) {
    for (const network of options.allowed ?? []) addTo(this.#allowed, network)
    this.#plain = options.plainHttp ?? false
  }

  /** Whether an address of the network may be asked. */
  mayAsk(address: string): boolean {
    const family = isIP(address)
    if (family === 4) {
      return this.#allowed.check(address, 'ipv4') || !NEVER.check(address, 'ipv4')
    }
    if (family !== 6) return false
    if (this.#allowed.check(address, 'ipv6')) return true
    const inside = mapped(address)
    if (inside) return this.mayAsk(inside)
    return PUBLIC_6.check(address, 'ipv6') && !NEVER_6.check(address, 'ipv6')
  }

  /** Why an address may not be given to us, as far as it can be seen without asking anybody. */
  faultOf(text: string): string | undefined {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (!url || !/^https?:$/.test(url.protocol))
      return 'It is no address that begins with https://.'
    const host = hostOf(url)
    if (url.protocol === 'http:' && !this.#plain && !(isIP(host) && this.#allows(host)))
      return 'It must begin with https://, so that nobody on the way can read what is sent.'
    if (url.username || url.password) return 'It must not hold a name and password.'
    if (isIP(host) ? !this.mayAsk(host) : /(^|\.)(localhost|local|internal)$/i.test(host))
      return 'It leads into a private network.'
    return undefined
  }

  #allows(address: string): boolean {
    return this.#allowed.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }

  /** Asks. Throws `OutsideFault` where there is no answer. */
  async ask(asked: Asked): Promise<Answered> {
    const until = AbortSignal.timeout(asked.timeoutMs)
    let { url, method = 'GET', body } = asked
    for (let left = asked.redirects ?? 0; ; left--) {
      const answer = await this.#once({ ...asked, url, method, body }, until)
      const next = answer.headers.location
      if (!asked.redirects || ![301, 302, 303, 307, 308].includes(answer.status) || !next)
        return answer
      if (left === 0) throw new OutsideFault('too_many_redirects', 'It sent us on too often.')
      url = new URL(String(next), url).href
      if (answer.status === 303) {
        method = 'GET'
        body = undefined
      }
    }
  }

  async #once(asked: Asked, until: AbortSignal): Promise<Answered> {
    const fault = this.faultOf(asked.url)
    if (fault) throw new OutsideFault('address_refused', fault)
    const url = new URL(asked.url)
    const addresses = await this.#addressesOf(hostOf(url), until)
    return new Promise((resolve, reject) => {
      const failed = (error: Error) => reject(faultFrom(error, until))
      const sent = (url.protocol === 'https:' ? secure : plain)(
        url,
        {
          method: asked.method ?? 'GET',
          headers: {
            'user-agent': 'Stoa/1',
            'accept-encoding': 'gzip, deflate, br',
            ...asked.headers,
            ...(asked.body === undefined
              ? {}
              : { 'content-length': String(Buffer.byteLength(asked.body)) }),
          },
          // A connection of its own, to the addresses that were looked at and no other.
          agent: false,
          lookup: (_name, options, done) =>
            options.all
              ? done(null, addresses)
              : done(null, addresses[0]!.address, addresses[0]!.family),
          signal: until,
          maxHeaderSize: 32 * 1024,
        },
        (answer) => {
          readUpTo(unpacked(answer, answer.headers['content-encoding']), asked.mostBytes)
            .then(({ body, whole }) => {
              resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body, whole })
            })
            .catch(failed)
            .finally(() => sent.destroy())
        },
      )
      sent.on('error', failed)
      sent.end(asked.body)
    })
  }

  async #addressesOf(host: string, until: AbortSignal) {
    if (isIP(host)) return [{ address: host, family: isIP(host) }]
    const late = new Promise<never>((_, reject) => {
      until.addEventListener('abort', () => reject(tooSlow()), { once: true })
    })
    const found = await Promise.race([
      lookup(host, { all: true, verbatim: true }).catch(() => {
        throw new OutsideFault('name_unknown', `There is no machine called ${host}.`)
      }),
      late,
    ])
    // One that leads inside spoils the name: which of them is taken is not ours to say.
    if (found.length === 0 || found.some(({ address }) => !this.mayAsk(address)))
      throw new OutsideFault('address_refused', `${host} leads into a private network.`)
    return found
  }
}

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')

/** The address of version 4 that one of version 6 stands for (mapped, or by NAT64). */
function mapped(address: string): string | undefined {
  const url = `http://[${address.split('%')[0]}]`
  if (!URL.canParse(url)) return undefined
  const plain = /^\[(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(
    new URL(url).hostname,
  )
  if (!plain) return undefined
  const [high, low] = [Number.parseInt(plain[1]!, 16), Number.parseInt(plain[2]!, 16)]
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

function unpacked(answer: Readable, encoding: string | undefined): Readable {
  const unpack =
    encoding === 'gzip'
      ? createGunzip()
      : encoding === 'br'
        ? createBrotliDecompress()
        : encoding === 'deflate'
          ? createInflate()
          : undefined
  if (!unpack) return answer
  answer.on('error', (error) => unpack.destroy(error))
  return answer.pipe(unpack)
}

/** Counts what comes out of the packing, so that a small answer cannot become a huge one. */
async function readUpTo(stream: Readable, most: number) {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    parts.push(part)
    size += part.length
    if (size > most) break
  }
  return { body: Buffer.concat(parts).subarray(0, most), whole: size <= most }
}

const tooSlow = () => new OutsideFault('too_slow', 'It took too long to answer.')

function faultFrom(error: Error & { code?: string }, until: AbortSignal): OutsideFault {
  if (error instanceof OutsideFault) return error
  if (until.aborted) return tooSlow()
  const code = error.code ?? ''
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code) || code === 'EPROTO')
    return new OutsideFault('certificate', `Its certificate cannot be trusted (${code}).`)
  if (/^E(CONN|HOST|NET|ADDR|PIPE|TIMEDOUT)/.test(code))
    return new OutsideFault('unreachable', `It could not be reached (${code}).`)
  return new OutsideFault('broken', `Its answer could not be read (${code || error.message}).`)
}
