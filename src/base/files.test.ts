import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FileKind, fileKind, fileName } from './files.ts'

test('a file is what its first bytes say', () => {
  const cases: [string, FileKind | undefined][] = [
    ['%PDF-1.7\n', 'application/pdf'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n…', 'image/png'],
    ['', undefined],
    ['%PD', undefined],
    [' %PDF-1.7', undefined],
    ['MZ\x90', undefined],
    ['<svg xmlns="http://www.w3.org/2000/svg">', undefined],
    ['PK\x03\x04', undefined],
    ['GIF89a', undefined],
  ]
  for (const [text, kind] of cases)
    assert.equal(fileKind(Buffer.from(text, 'latin1')), kind, JSON.stringify(text))
})

test('a name has no folder, nothing that hides its ending, and ends as what it is', () => {
  const cases: [string, FileKind, string][] = [
    ['diploma.pdf', 'application/pdf', 'diploma.pdf'],
    ['C:\\Users\\me\\Diploma 2019.PDF', 'application/pdf', 'Diploma 2019.pdf'],
    ['../../etc/passwd', 'application/pdf', 'passwd.pdf'],
    ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
    ['invoice\u202egnp.exe', 'image/png', 'invoicegnp.exe.png'],
    ['a"b\r\nc.png', 'image/png', 'abc.png'],
    ['', 'image/png', 'file.png'],
    ['..', 'image/png', 'file.png'],
    ['Zeugnis — Überblick.pdf', 'application/pdf', 'Zeugnis — Überblick.pdf'],
    [`${'😀'.repeat(200)}.png`, 'image/png', `${'😀'.repeat(80)}.png`],
  ]
  for (const [given, kind, name] of cases) assert.equal(fileName(given, kind), name)
})
