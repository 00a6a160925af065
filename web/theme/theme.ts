import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core'
import { dark, light, type Palette } from './colours.ts'

const sans =
  "'Inter Variable', Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
const serif =
  "'Source Serif 4 Variable', 'Source Serif 4', ui-serif, Georgia, 'Times New Roman', serif"

/** One colour mixed with white (below zero) or black (above), as hex. */
function mixed(colour: string, part: number): string {
  const towards = part < 0 ? 255 : 0
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const mix = channels.map((channel) => Math.round(channel + (towards - channel) * Math.abs(part)))
  return `#${mix.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** Ten shades from tint to deep; the pages use the named variables, Mantine's own parts use these. */
const shades = (colour: string) =>
  [-0.92, -0.84, -0.7, -0.54, -0.38, -0.2, 0, 0.14, 0.28, 0.42].map((part) =>
    mixed(colour, part),
  ) as unknown as MantineColorsTuple

export const theme = createTheme({
  fontFamily: sans,
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: {
    accent: shades(light.accent),
    warm: shades(light.warm),
    good: shades(light.good),
    attention: shades(light.attention),
    bad: shades(light.bad),
  },
  white: '#ffffff',
  black: light.ink,
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '9px', lg: '16px', xl: '24px' },
  fontSizes: { xs: '12.5px', sm: '13.5px', md: '15px', lg: '17px', xl: '21px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.55', lg: '1.6', xl: '1.35' },
  headings: {
    fontFamily: serif,
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '34px', lineHeight: '1.16' },
      h2: { fontSize: '21px', lineHeight: '1.3' },
      h3: { fontSize: '17px', lineHeight: '1.35' },
      h4: { fontSize: '15px', lineHeight: '1.4' },
      h5: { fontSize: '15px', lineHeight: '1.4' },
      h6: { fontSize: '15px', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  variantColorResolver: (input) => {
    const usual = defaultVariantColorsResolver(input)
    const name = input.color ?? 'accent'
    if (name !== 'accent' && name !== 'bad') return usual
    if (input.variant === 'filled' && name === 'accent')
      return {
        ...usual,
        background: 'var(--accent-filled)',
        hover: 'var(--accent-hover)',
        color: 'var(--on-accent)',
        border: '1px solid transparent',
      }
    if (input.variant === 'light')
      return {
        ...usual,
        background: `var(--${name}-tint)`,
        hover: `var(--${name}-tint)`,
        color: `var(--${name})`,
        border: '1px solid transparent',
      }
    if (input.variant === 'outline' || input.variant === 'subtle')
      return {
        ...usual,
        color: `var(--${name})`,
        border: input.variant === 'outline' ? '1px solid var(--line)' : '1px solid transparent',
        hover: 'var(--accent-tint)',
      }
    return usual
  },
  components: {
    Button: {
      defaultProps: { size: 'md' },
      styles: { label: { overflow: 'visible' } },
    },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    // Edges of fields are seen by everybody: 3:1 against the page (WCAG 1.4.11).
    Input: {
      vars: () => ({ wrapper: { '--input-bd': 'var(--edge)', '--input-bg': 'var(--field)' } }),
    },
    Anchor: { defaultProps: { underline: 'always' } },
    Modal: { defaultProps: { centered: true, radius: 'lg', transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { radius: 'md', shadow: 'md', transitionProps: { duration: 100 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 140 } } },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
})

const named = (palette: Palette): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(palette).map(([name, value]) => [
      `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      value,
    ]),
  ),
  '--mantine-color-body': palette.paper,
  '--mantine-color-text': palette.ink,
  '--mantine-color-dimmed': palette.soft,
  '--mantine-color-placeholder': palette.soft,
  '--mantine-color-anchor': palette.accent,
  '--mantine-color-error': palette.bad,
  '--mantine-color-default': palette.card,
  '--mantine-color-default-hover': palette.accentTint,
  '--mantine-color-default-color': palette.ink,
  '--mantine-color-default-border': palette.line,
  '--mantine-color-disabled': palette.tag,
  '--mantine-color-disabled-color': palette.soft,
  '--mantine-color-disabled-border': palette.line,
  '--mantine-primary-color-filled': palette.accentFilled,
  '--mantine-color-accent-filled': palette.accentFilled,
  '--mantine-color-accent-filled-hover': palette.accentHover,
  '--mantine-color-accent-light': palette.accentTint,
  '--mantine-color-accent-light-color': palette.accent,
  '--mantine-color-good-light': palette.goodTint,
  '--mantine-color-good-light-color': palette.good,
  '--mantine-color-attention-light': palette.attentionTint,
  '--mantine-color-attention-light-color': palette.attention,
  '--mantine-color-bad-light': palette.badTint,
  '--mantine-color-bad-light-color': palette.bad,
  '--mantine-color-warm-light': palette.warmTint,
  '--mantine-color-warm-light-color': palette.warm,
})

/** Gives both palettes to the pages as `--ink`, `--accent-tint`, …, and to Mantine's own variables. */
export const variables: CSSVariablesResolver = () => ({
  variables: { '--serif': serif, '--sans': sans },
  light: named(light),
  dark: named(dark),
})
