import type { Learner } from './people.ts'

/**
 * The learners of the demo town. Weeks: `joins` counts from the first week of history, those with a
 * plus from joining. `a week` is how many bookings are wanted, `tops up` the credits bought when
 * there are too few, `cash` who pays single sessions by card, `fails` whose card is refused at the
 * first renewal.
 */
const TABLE = `
key       | name            | zone                | locale | learns | level | joins | plan    | buys it | leaves it | a week | tops up | pays | card       | signs in
maya      | Maya Lindqvist  | Europe/Stockholm    | en     | es fr  | B1    | 0     | premium | +0      |           | 1.8    | 50      |      |            | yes
sam       | Sam Carter      | America/New_York    | en     | es pt  | A2    | 6     | free    |         |           | 0.5    | 25      |      |            | yes
anika     | Anika Joshi     | Asia/Kolkata        | en     | en fr  | B2    | 0     | premium | +1      |           | 1.7    | 50      |      |            |
lukas     | Lukas Brandt    | Europe/Berlin       | de     | es en  | B1    | 0     | pro     | +2      |           | 3.5    | 100     |      |            |
zeynep    | Zeynep Kaya     | Europe/Istanbul     | tr     | en de  | B2    | 0     | premium | +1      |           | 2      | 50      |      |            |
tomoko    | Tomoko Sato     | Asia/Tokyo          | en     | en     | B1    | 0     | premium | +3      |           | 1.4    |         |      |            |
andres    | Andrés Molina   | America/Bogota      | es     | en pt  | B1    | 0     | free    |         |           | 0.6    |         | cash |            |
ingrid    | Ingrid Solberg  | Europe/Oslo         | en     | es     | A2    | 1     | premium | +0      | +9        | 1.3    |         |      |            |
matteo    | Matteo Ricci    | Europe/Rome         | en     | de en  | B1    | 1     | pro     | +4      |           | 3.1    |         |      |            |
rohan     | Rohan Deshmukh  | Asia/Kolkata        | en     | en     | B1    | 2     | premium | +0      |           | 1.9    | 25      |      |            |
sneha     | Sneha Patil     | Asia/Kolkata        | en     | en     | B2    | 2     | free    |         |           | 0.6    | 50      |      |            |
omar      | Omar El Fassi   | Africa/Casablanca   | fr     | en es  | B1    | 3     | premium | +2      |           | 1.6    |         |      |            |
julia     | Julia Nowak     | Europe/Warsaw       | en     | fr de  | A2    | 3     | premium | +1      |           | 1.8    | 50      |      |            |
david     | David Goldberg  | America/New_York    | en     | fr es  | C1    | 3     | pro     | +1      |           | 3.3    | 100     |      |            |
fatima    | Fatima Benali   | Europe/Paris        | fr     | tr en  | A2    | 3     | free    |         |           | 0.7    |         | cash |            |
kenji     | Kenji Mori      | Asia/Tokyo          | en     | en es  | B2    | 4     | premium | +1      |           | 1.4    |         |      | fails      |
chiara    | Chiara Fontana  | Europe/Rome         | en     | es pt  | B1    | 4     | premium | +2      |           | 1.7    | 25      |      |            |
peter     | Peter van Dijk  | Europe/Amsterdam    | en     | es zh  | B1    | 5     | free    |         |           | 0.6    | 100     |      |            |
valentina | Valentina Rojas | America/Santiago    | es     | en     | B1    | 5     | premium | +0      |           | 1.6    |         |      |            |
emma      | Emma Fischer    | Europe/Zurich       | de     | ja fr  | A1    | 6     | premium | +2      |           | 1.7    | 50      |      |            |
nikhil    | Nikhil Shinde   | Asia/Kolkata        | en     | en     | A2    | 6     | free    |         |           | 0.4    |         |      |            |
hugo      | Hugo Martin     | Europe/Paris        | fr     | de es  | B1    | 6     | premium | +1      | +8        | 1.4    |         |      |            |
abigail   | Abigail Owusu   | Africa/Accra        | en     | fr ar  | A2    | 6     | premium | +2      |           | 1.4    |         |      |            |
erik      | Erik Halvorsen  | Europe/Oslo         | en     | en de  | C1    | 7     | pro     | +0      |           | 2.9    |         |      |            |
beatriz   | Beatriz Almeida | Europe/Lisbon       | en     | de ja  | A2    | 8     | free    |         |           | 0.6    |         | cash |            |
wei       | Wei Zhang       | Asia/Singapore      | en     | en fr  | C1    | 9     | premium | +1      |           | 1.7    |         |      |            |
isabel    | Isabel Navarro  | Europe/Madrid       | es     | en de  | B2    | 9     | premium | +0      |           | 1.9    | 50      |      |            |
oliver    | Oliver Grant    | Europe/London       | en     | tr es  | A1    | 9     | free    |         |           | 0.6    | 50      |      |            |
marta     | Marta Kowalska  | Europe/Warsaw       | en     | es     | B2    | 10    | premium | +1      |           | 1.8    |         |      |            |
daniel    | Daniel Kim      | America/Los_Angeles | en     | ja zh  | A2    | 11    | pro     | +1      |           | 2.4    |         |      |            |
aditi     | Aditi Rao       | Asia/Kolkata        | en     | en     | B2    | 12    | premium | +0      |           | 1.7    |         |      |            |
thomas    | Thomas Leclerc  | Europe/Brussels     | fr     | es en  | B1    | 12    | free    |         |           | 0.7    |         | cash |            |
sofia     | Sofia Andersson | Europe/Stockholm    | en     | fr     | B1    | 13    | premium | +0      |           | 1.7    |         |      |            |
ravi      | Ravi Menon      | Asia/Kolkata        | en     | en de  | C1    | 20    | free    |         |           | 0.5    | 25      |      |            |
nina      | Nina Petrova    | Europe/Sofia        | en     | en es  | B2    | 20    | premium | +1      |           | 1.8    |         |      | fails      |
jack      | Jack Brennan    | Europe/Dublin       | en     | ja     | A1    | 24    | free    |         |           | 0.5    |         |      |            |
`

function weeksAfter(cell: string): number | undefined {
  return cell === '' ? undefined : Number(cell)
}

function learner(line: string): Learner {
  const cells = line.split('|').map((cell) => cell.trim())
  const [key, name, zone, locale, learns, level, joins, plan] = cells as [string, ...string[]]
  const [buys, leaves, rhythm, tops, pays, card, signsIn] = cells.slice(8) as [string, ...string[]]
  return {
    key,
    name: name!,
    zone: zone!,
    locale: locale!,
    learns: learns!.split(' '),
    level: level as Learner['level'],
    joins: Number(joins),
    plan: plan as Learner['plan'],
    planAfter: weeksAfter(buys),
    leavesPlanAfter: weeksAfter(leaves!),
    rhythm: Number(rhythm),
    topsUp: tops ? Number(tops) : undefined,
    paysCash: pays === 'cash',
    cardFails: card === 'fails',
    signsIn: signsIn === 'yes',
  }
}

export const LEARNERS: readonly Learner[] = TABLE.trim().split('\n').slice(1).map(learner)
