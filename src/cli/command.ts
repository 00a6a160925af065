import { Problem, StartRefused } from '#base'

/** One thing that can be typed after `stoa`. It gives the exit code. */
export type Command = {
  name: string
  says: string
  run(words: readonly string[]): Promise<number>
}

/** A command that was typed wrongly. */
export class Misused extends Error {
  override name = 'Misused'
}

/** Runs what was typed. Refusals are told in their own words, without a stack. */
export async function run(
  commands: readonly Command[],
  [name = 'help', ...words]: readonly string[],
): Promise<number> {
  const command = commands.find((candidate) => candidate.name === name)
  if (!command) {
    const asked = ['help', '--help', '-h'].includes(name)
    if (!asked) console.error(`stoa knows no command "${name}".\n`)
    console.log(helpOf(commands))
    return asked ? 0 : 2
  }
  try {
    return await command.run(words)
  } catch (error) {
    if (error instanceof Misused) {
      console.error(`${error.message}\n\n  stoa ${command.name}: ${command.says}`)
      return 2
    }
    const expected = error instanceof StartRefused || error instanceof Problem
    console.error(expected ? error.message : error)
    return 1
  }
}

function helpOf(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length))
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.says}`)
  return ['stoa <command>', '', ...lines, '', 'docs/running.md has the settings.'].join('\n')
}
