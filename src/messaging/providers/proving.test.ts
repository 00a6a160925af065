import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { metaSignature, provenBySendGrid, same, sha256Hex, twilioSignature } from './proving.ts'
import { amzDate, authorization } from './ses/signing.ts'
import { topicMessage } from './ses/topic.ts'
import { genuine } from './twilio/twilio.ts'

/** Vectors that the providers publish, or that their own libraries are tested with: none of them is ours. */
suite('Signatures', () => {
  const key = {
    id: 'AKIDEXAMPLE',
    secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
  }
  const DATE = '20150830T123600Z'
  const signatureOf = (header: string) => /Signature=([0-9a-f]{64})$/.exec(header)?.[1]

  test('AWS Signature Version 4: Amazon’s test suite, and the example of its guide', () => {
    const headers = { host: 'example.amazonaws.com', 'x-amz-date': DATE }
    const suiteOf = (request: Partial<Parameters<typeof authorization>[0]>) =>
      signatureOf(
        authorization(
          { method: 'GET', path: '/', headers, body: '', ...request },
          { ...key, service: 'service' },
          DATE,
        ),
      )
    assert.equal(suiteOf({}), '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31')
    assert.equal(
      suiteOf({ method: 'POST' }),
      '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    )
    assert.equal(
      suiteOf({ query: { Param2: 'value2', Param1: 'value1' } }),
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    )
    assert.equal(
      suiteOf({
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'Param1=value1',
      }),
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    )
    const guide = authorization(
      {
        method: 'GET',
        path: '/',
        query: { Action: 'ListUsers', Version: '2010-05-08' },
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          host: 'iam.amazonaws.com',
          'x-amz-date': DATE,
        },
        body: '',
      },
      { ...key, service: 'iam' },
      DATE,
    )
    assert.equal(
      guide,
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    )
    assert.equal(amzDate(Temporal.Instant.from('2015-08-30T12:36:00.400Z')), DATE)
  })

  test('Twilio: a form, and JSON by the digest in its address, with the port and without', () => {
    const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'
    const form = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675309',
      Digits: '1234',
      From: '+14158675309',
      To: '+18005551212',
    }
    const said = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, [value]]))
    assert.equal(twilioSignature('12345', url, said), 'RSOYDt4T1cUTdK1PDd93/VVr8B8=')
    const webhook = (address: string, signature: string, body: string, type: string) => ({
      url: address,
      headers: { 'x-twilio-signature': signature, 'content-type': type },
      body: Buffer.from(body),
    })
    const posted = (address: string) =>
      webhook(
        address,
        'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
        new URLSearchParams(form).toString(),
        'application/x-www-form-urlencoded; charset=UTF-8',
      )
    assert.ok(genuine(posted(url), ['other', '12345']))
    assert.ok(genuine(posted(url.replace('.com/', '.com:443/')), ['12345']))
    assert.ok(!genuine(posted(`${url}&more=1`), ['12345']))
    const body = '{"property": "value", "boolean": true}'
    const digest = '0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620'
    assert.equal(sha256Hex(Buffer.from(body)), digest)
    const json = (text: string) =>
      webhook(
        `${url}&bodySHA256=${digest}`,
        'a9nBmqA0ju/hNViExpshrM61xv4=',
        text,
        'application/json',
      )
    assert.ok(genuine(json(body), ['12345']))
    assert.ok(!genuine(json(body.replace('true', 'false')), ['12345']))
  })

  test('SendGrid: ECDSA over timestamp and raw bytes', () => {
    const publicKey =
      'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g=='
    const signature =
      'MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM='
    const events = [
      {
        email: 'hello@world.com',
        event: 'dropped',
        reason: 'Bounced Address',
        sg_event_id: 'ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA',
        sg_message_id: 'LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0',
        'smtp-id': '<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>',
        timestamp: 1600112492,
      },
    ]
    const body = Buffer.from(`${JSON.stringify(events)}\r\n`)
    const sent = { timestamp: '1600112502', signature, body }
    assert.ok(provenBySendGrid(publicKey, sent))
    assert.ok(!provenBySendGrid(publicKey, { ...sent, timestamp: '1600112503' }))
    assert.ok(!provenBySendGrid(publicKey, { ...sent, body: body.subarray(0, -2) }))
    assert.ok(!provenBySendGrid('no key', sent))
  })

  test('Meta: HMAC-SHA256 (RFC 4231, case 2)', () => {
    assert.equal(
      metaSignature('Jefe', Buffer.from('what do ya want for nothing?')),
      'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
    assert.ok(same('abc', 'abc') && !same('abc', 'abcd') && !same('', 'a'))
  })

  test('a topic’s certificate comes from Amazon and from nobody who looks like it', () => {
    const message = (SigningCertURL: string) =>
      topicMessage({
        Type: 'Notification',
        MessageId: 'm',
        TopicArn: 't',
        Timestamp: '2026-11-22T08:00:00.000Z',
        Message: '{}',
        SigningCertURL,
      })
    const file = '/SimpleNotificationService-0123456789abcdef.pem'
    assert.ok(message(`https://sns.ap-south-1.amazonaws.com${file}`))
    assert.ok(message(`https://sns.cn-north-1.amazonaws.com.cn${file}`))
    for (const wrong of [
      `http://sns.ap-south-1.amazonaws.com${file}`,
      `https://sns.ap-south-1.amazonaws.com.evil.example${file}`,
      `https://evil.example/https://sns.ap-south-1.amazonaws.com${file}`,
      `https://sns.ap-south-1.amazonaws.com@evil.example${file}`,
      'https://sns.ap-south-1.amazonaws.com/other.pem',
      `https://sns.a.b.amazonaws.com${file}`,
    ])
      assert.equal(message(wrong), undefined, wrong)
  })
})
