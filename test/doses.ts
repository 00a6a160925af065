/**
 * How often a race is run or a life is played: all of it in `npm test`, a quarter in `npm run check`,
 * which has to answer in two minutes.
 */
export function dose(full: number): number {
  return process.env.STOA_QUICK ? Math.ceil(full / 4) : full
}
