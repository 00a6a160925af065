import type { Attack, Dose } from './attack.ts'

/** `npm run soak [NAME …]`: every attack in its full dose, or those that are named. */
export const ATTACKS: Record<string, () => Promise<Attack>> = {
  kills: async () => (await import('./kills.ts')).kills,
  replies: async () => (await import('./replies.ts')).replies,
  restore: async () => (await import('./restore.ts')).restore,
  clocks: async () => (await import('./clocks.ts')).clocks,
  promotion: async () => (await import('./promotion.ts')).promotion,
  contention: async () => (await import('./contention.ts')).contention,
  hours: async () => (await import('./hours.ts')).hours,
  messages: async () => (await import('./messages.ts')).messages,
  serving: async () => (await import('./serving.ts')).serving,
}

if (import.meta.main) {
  // Whoever ends it half-way ends its PostgreSQL, too.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  process.exitCode = await soak(process.argv.slice(2))
}

async function soak(words: readonly string[]): Promise<number> {
  const names = words.filter((word) => !word.startsWith('--'))
  const told = (name: string) =>
    words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3)
  const unknown = names.filter((name) => !(name in ATTACKS))
  if (unknown.length > 0) {
    console.error(
      `There is no attack ${unknown.join(', ')}; there are ${Object.keys(ATTACKS).join(', ')}.`,
    )
    return 2
  }
  const seed = Number(told('seed') ?? Math.floor(Math.random() * 1e6))
  const dose: Dose = told('dose') === 'small' ? 'small' : 'full'
  console.log(`Seed ${seed}. Again: npm run soak -- ${names.join(' ')} --seed=${seed}`)
  let failed = 0
  for (const name of names.length > 0 ? names : Object.keys(ATTACKS)) {
    const began = performance.now()
    const after = () => `${((performance.now() - began) / 1_000).toFixed(0)} s`
    try {
      const attack = await ATTACKS[name]!()
      const line = await attack({ seed, dose, say: (text) => console.log(`    ${name}: ${text}`) })
      console.log(`✔ ${name} (${after()}): ${line}`)
    } catch (error) {
      failed += 1
      console.log(`✖ ${name} (${after()}), seed ${seed}: ${(error as Error).stack ?? error}`)
    }
  }
  return failed === 0 ? 0 : 1
}
