/**
 * Every colour of Stoa, by what it means. Light is warm paper; dark is a reading lamp at night, drawn
 * for itself. `test/pages/colours.test.ts` proves that each pair below meets WCAG AA.
 */
export type Palette = {
  paper: string
  card: string
  ink: string
  soft: string
  line: string
  /** Ground of a field, and its edge: 3:1 against the page. */
  field: string
  edge: string
  accent: string
  accentTint: string
  accentFilled: string
  accentHover: string
  onAccent: string
  warm: string
  warmTint: string
  good: string
  goodTint: string
  attention: string
  attentionTint: string
  bad: string
  badTint: string
  tag: string
  onTag: string
  portrait: string
  onPortrait: string
  star: string
  track: string
}

export const light: Palette = {
  paper: '#faf8f4',
  card: '#ffffff',
  ink: '#1d2126',
  soft: '#5d6670',
  line: '#e6e1d8',
  field: '#ffffff',
  edge: '#8b8578',
  accent: '#1d5c7a',
  accentTint: '#e6f0f4',
  accentFilled: '#1d5c7a',
  accentHover: '#174a63',
  onAccent: '#ffffff',
  warm: '#b5562c',
  warmTint: '#fdf6f1',
  good: '#2a7253',
  goodTint: '#e7f3ec',
  attention: '#875d00',
  attentionTint: '#fbf1d9',
  bad: '#b3372f',
  badTint: '#fbeae8',
  tag: '#f0ebe2',
  onTag: '#4a4338',
  portrait: '#d9c7b3',
  onPortrait: '#1d2126',
  star: '#b7791f',
  track: '#efe9df',
}

export const dark: Palette = {
  paper: '#15171a',
  card: '#1e2125',
  ink: '#ece8e0',
  soft: '#a9adb3',
  line: '#33373c',
  field: '#15171a',
  edge: '#7d8186',
  accent: '#8cc5e0',
  accentTint: '#1b3340',
  accentFilled: '#2a7499',
  accentHover: '#236485',
  onAccent: '#ffffff',
  warm: '#e8966c',
  warmTint: '#3a251b',
  good: '#7cc9a3',
  goodTint: '#1b3328',
  attention: '#e0b558',
  attentionTint: '#382c12',
  bad: '#f0948c',
  badTint: '#3d2220',
  tag: '#2b2e32',
  onTag: '#d5d0c6',
  portrait: '#5a4c3e',
  onPortrait: '#f3ece2',
  star: '#e0b558',
  track: '#2f3338',
}
