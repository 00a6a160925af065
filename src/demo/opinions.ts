/** What people of the demo town write after a session; the stars say how it was. */
export const OPINIONS: Readonly<
  Record<'class' | 'conversation', Readonly<Record<'five' | 'four' | 'three', readonly string[]>>>
> = {
  class: {
    five: [
      'I had been avoiding this for two years. One hour, and now I catch myself doing it right at the supermarket.',
      'Clear, patient, and a real plan behind it. The corrected sheet arrived before I had closed the laptop.',
      'Small group, so nobody could hide, and nobody wanted to.',
      'Best hour of my week. I talked more than the teacher did, which I did not think possible.',
      'The one mistake that I always make was noticed at once, and we laughed about it. I have not made it since.',
      'Very well prepared. Every minute had a reason, and we still had time for my odd question at the end.',
      'I came tired from work and left awake.',
      'Exactly the level that it says. I understood everything and still had to work.',
      'The examples were from my own job, because I was asked about it beforehand. Rare.',
      'I thought that I knew this already. I did not, and now I do.',
      'I used two of the sentences in a meeting the next morning. They worked.',
      'Honest feedback without making me feel small.',
      'Worth every credit. Please open a second evening.',
      'I have had a lot of teachers. This one listens.',
      'The best explanation of this that I have heard in any language.',
      'Lovely pace. We went back when one of us was lost, and it did not feel like waiting.',
    ],
    four: [
      'Very good class. A little fast in the last ten minutes, but the notes covered it.',
      'Learned a lot. I would have liked one more exercise on my own.',
      'Good teacher, good material. One person talked a bit too much and could have been stopped sooner.',
      'Useful and friendly. The sound was poor for the first few minutes.',
      'I liked the mix of writing and speaking. Bring your own example, it helps.',
      'Solid. Not my favourite topic, but I know it now.',
      'Good, though the level was closer to the one below what is announced.',
      'Well explained. The homework was more than I could do in a working week.',
    ],
    three: [
      'Nice teacher, but we started late and then hurried.',
      'More listening than speaking for me. Perhaps better in a smaller group.',
      'The content was fine; I had expected more correction.',
    ],
  },
  conversation: {
    five: [
      'An hour went by and I had forgotten that I was learning anything.',
      'Everyone got to talk, including me, and I am shy in my own language.',
      'So much laughter. I still know all the words.',
      'Feels like meeting friends who happen to correct you.',
      'Great host: a question for everybody, never the same one twice.',
      'I came for the practice and stay for the people.',
      'The theme sounded silly and turned out to be the best talk I had all week.',
      'Mistakes really are welcome here. I made about forty.',
      'I finally understood a joke in real time.',
      'Warm, quick and well led. Nobody was left out and nobody took over.',
      'The chat with all the new words at the end is gold.',
      'Four countries in one room, and everybody understood everybody.',
    ],
    four: [
      'Fun and useful. Eight people are a bit many for my taste.',
      'Good evening, good questions. I would like the word list a day later by mail too.',
      'Nice group. Some of us were much stronger, but the host balanced it well.',
      'Relaxed and friendly; a little slow at the start.',
      'Enjoyed it. Would come again when the theme is closer to me.',
      'The connection dropped twice for one person, the rest was great.',
    ],
    three: [
      'Pleasant, but I spoke for perhaps five minutes in all.',
      'Good host, wrong level for me. My mistake, partly.',
      'We lost the thread in the second half.',
    ],
  },
}
