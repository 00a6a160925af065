/** Digits as words, as people spell a number out. Without accents, as `plainOf` leaves them. */
const WORDS = new Map<string, string>()
const add = (digit: number, words: string) => {
  for (const word of words.split(' ')) WORDS.set(word, String(digit))
}
// English, Spanish, French, German, Portuguese, Italian, Turkish, Hindi (in Latin letters), Russian, Arabic.
add(0, 'zero oh nought cero null nul sifir shunya ноль sifr')
add(1, 'one uno une eins um bir ek один wahid')
add(2, 'two dos deux zwei zwo dois duas due iki do два ithnan')
add(3, 'three tres trois drei tre uc teen три thalatha')
add(4, 'four cuatro quatre vier quatro quattro dort char chaar четыре arbaa')
add(5, 'five cinco cinq funf cinque bes paanch panch пять khamsa')
add(6, 'six seis sechs sei alti chhe cheh шесть sitta')
add(7, 'seven siete sept sieben sete sette yedi saat семь sabaa')
add(8, 'eight ocho huit acht oito otto sekiz aath восемь thamania')
add(9, 'nine nueve neuf neun nove dokuz nau девять tisaa')
/** The same word as `plainOf` would write it: Cyrillic look-alikes became Latin letters. */
const asRead = (word: string) =>
  [...word]
    .map(
      (letter) =>
        ({
          а: 'a',
          е: 'e',
          о: 'o',
          с: 'c',
          р: 'p',
          т: 't',
          м: 'm',
          в: 'b',
          х: 'x',
          у: 'y',
          к: 'k',
        })[letter] ?? letter,
    )
    .join('')
for (const [word, digit] of [...WORDS]) WORDS.set(asRead(word), digit)

const TIMES = new Map([
  ['double', 2],
  ['doble', 2],
  ['doppel', 2],
  ['triple', 3],
  ['dreifach', 3],
])

export const digitWord = (word: string): string | undefined => WORDS.get(word)
export const timesWord = (word: string): number | undefined => TIMES.get(word)
