import { createHash, createHmac } from 'node:crypto'

/** A request as it is signed. Header names in small letters; the path as it stands in the address. */
export type ToSign = {
  method: string
  path: string
  query?: Readonly<Record<string, string>>
  headers: Readonly<Record<string, string>>
  body: string
}

export type AwsKey = { id: string; secret: string; region: string; service: string }

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text, 'utf8').digest()

/** RFC 3986, as AWS wants it: all but letters, digits and -._~. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** 20261122T081500Z */
export const amzDate = (now: Temporal.Instant): string =>
  now.round('second').toString().replace(/[-:]/g, '')

/** What is signed, in the form in which AWS writes it down too (Signature Version 4, canonical request). */
export function canonical({ method, path, query = {}, headers, body }: ToSign): string {
  const names = Object.keys(headers).sort()
  const asked = Object.entries(query)
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1))
  return [
    method,
    path,
    asked.map((pair) => pair.join('=')).join('&'),
    ...names.map((name) => `${name}:${headers[name]!.trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n')
}

/** The Authorization header (docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html). */
export function authorization(
  request: ToSign,
  { id, secret, region, service }: AwsKey,
  date: string,
): string {
  const day = date.slice(0, 8)
  const scope = `${day}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical(request))].join('\n')
  const key = ['aws4_request', service, region, day].reduceRight<Buffer | string>(
    (made, part) => hmac(made, part),
    `AWS4${secret}`,
  )
  const signature = createHmac('sha256', key).update(toSign, 'utf8').digest('hex')
  const names = Object.keys(request.headers).sort().join(';')
  return `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names}, Signature=${signature}`
}
