/** Latin letters of the initial, medial and final sounds in Unicode's order (Revised Romanization of Korean, 2000). */
const INITIALS = "g kk n d tt r m b pp s ss _ j jj ch k t p h".split(" ");
const MEDIALS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ");
const FINALS = "_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ");

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;

const CUSTOMARY_SURNAMES: Readonly<Record<string, string>> = {
  "김": "kim",
  "이": "lee",
  "박": "park",
  "최": "choi",
  "정": "jung",
  "강": "kang",
  "조": "cho",
  "윤": "yoon",
  "임": "lim",
  "오": "oh",
  "신": "shin",
  "권": "kwon",
  "류": "ryu",
  "고": "ko",
  "문": "moon",
  "백": "baek",
  "허": "heo",
  "유": "yoo",
  "노": "noh",
  "구": "koo",
  "우": "woo",
  "주": "joo",
  "남궁": "namkoong",
};

/** Without sound changes, as for names: 국민 is "gukmin". Keeps other characters. */
export function romanise(word: string): string {
  return [...word].map(syllable).join("");
}

export function romaniseSurname(surname: string): string {
  return CUSTOMARY_SURNAMES[surname] ?? romanise(surname);
}

function syllable(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return character;
  // A syllable's code is composed of 19 initials × 21 medials × 28 finals (The Unicode Standard, section 3.12).
  const index = code - FIRST_SYLLABLE;
  const sounds = [
    INITIALS[Math.floor(index / (21 * 28))]!,
    MEDIALS[Math.floor(index / 28) % 21]!,
    FINALS[index % 28]!,
  ];
  return sounds.join("").replaceAll("_", "");
}
