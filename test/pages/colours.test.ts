import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dark, light, type Palette } from '../../web/theme/colours.ts'

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [
    number,
    number,
  ]
  return (lighter + 0.05) / (darker + 0.05)
}

type Name = keyof Palette

/** Text on its ground: 4.5 to 1. */
const READ: [text: Name, ground: Name][] = [
  ['ink', 'paper'],
  ['ink', 'card'],
  ['ink', 'field'],
  ['soft', 'field'],
  ['ink', 'accentTint'],
  ['ink', 'tag'],
  ['soft', 'paper'],
  ['soft', 'card'],
  ['soft', 'tag'],
  ['accent', 'paper'],
  ['accent', 'card'],
  ['accent', 'accentTint'],
  ['onAccent', 'accentFilled'],
  ['onAccent', 'accentHover'],
  ['warm', 'card'],
  ['warm', 'warmTint'],
  ['good', 'paper'],
  ['good', 'card'],
  ['good', 'goodTint'],
  ['attention', 'paper'],
  ['attention', 'card'],
  ['attention', 'attentionTint'],
  ['ink', 'attentionTint'],
  ['soft', 'attentionTint'],
  ['accent', 'attentionTint'],
  ['bad', 'card'],
  ['bad', 'badTint'],
  ['onTag', 'tag'],
  ['onTag', 'accentTint'],
  ['onPortrait', 'portrait'],
]

/** What must be seen but is no text: 3 to 1. */
const SEEN: [mark: Name, ground: Name][] = [
  ['edge', 'field'],
  ['edge', 'card'],
  ['edge', 'paper'],
  ['star', 'card'],
  ['accentFilled', 'paper'],
]

describe('Colours that everybody can read', () => {
  for (const [palette, name] of [
    [light, 'by day'],
    [dark, 'by night'],
  ] as const) {
    for (const [pairs, least] of [
      [READ, 4.5],
      [SEEN, 3],
    ] as const)
      for (const [one, other] of pairs)
        it(`${name}, ${one} on ${other} is at least ${least} to 1`, () => {
          const found = contrast(palette[one], palette[other])
          assert.ok(found >= least, `it is ${found.toFixed(2)}`)
        })
  }
})
