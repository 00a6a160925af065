/**
 * Runs `work` on each of them, `hands` side by side. One that fails holds up no other; the failures are
 * thrown together at the end. Answers how many did something (their work answered true).
 */
export async function eachApart<One>(
  all: readonly One[],
  work: (one: One) => Promise<boolean>,
  hands = 1,
): Promise<number> {
  const failures: unknown[] = []
  let next = 0
  let done = 0
  const hand = async () => {
    while (next < all.length) {
      const one = all[next++]!
      try {
        if (await work(one)) done += 1
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(hands, all.length) }, hand))
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) {
    const words = failures.map((error) => (error instanceof Error ? error.message : String(error)))
    throw new AggregateError(
      failures,
      `${failures.length} of ${all.length} failed: ${words.join('; ')}`,
    )
  }
  return done
}
