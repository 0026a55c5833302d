import type { HashedPassage, NewVersion } from "../../../../application/store/ports/manuals.ts";
import { sha256 } from "../../../../adapters/system/sha256.ts";
import { manualIdSchema } from "../../../../domain/store/manuals/manual.ts";
import { type Random, seededRandom } from "../../../../domain/shared/random.ts";

interface CorpusManual {
  readonly version: NewVersion;
  readonly vectors: ReadonlyMap<string, Float32Array>;
}

export interface CorpusQuestion {
  readonly text: string;
  readonly vector: Float32Array;
}

export const SPACE = "bench/1536";
export const VALID_FROM = "2026-01-01";
const DIMENSIONS = 1_536;
const THEMES = 40;
const TOPICS_A_THEME = 50;
const DIRECTIONS = 32;
const WORDS = 20_000;
const WORDS_A_PASSAGE = 45;
const ENDINGS = ["은", "는", "을", "를", "에서", "으로", "하고", "합니다", "해야 합니다", "됩니다", "의"];
const SYLLABLES =
  "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후기니디리미비시이지치";

/** Cosine of two passages: about 0.75 within a topic, 0.5 within a theme, 0 otherwise. Words have Zipf frequencies. */
export class ManualCorpus {
  readonly #seed: string;
  readonly #themes: readonly Theme[];
  readonly #words: readonly string[];

  constructor(seed: string) {
    this.#seed = seed;
    const random = seededRandom(`${seed} themes`);
    this.#themes = Array.from({ length: THEMES }, () => ({
      centre: gaussian(random, DIMENSIONS),
      directions: Array.from({ length: DIRECTIONS }, () => gaussian(random, DIMENSIONS)),
      topics: Array.from({ length: TOPICS_A_THEME }, () => gaussian(random, DIRECTIONS)),
    }));
    this.#words = Array.from({ length: WORDS }, () => {
      const length = 2 + (random() < 0.4 ? 1 : 0);
      return Array.from({ length }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join("");
    });
  }

  manual(nth: number, passages: number, kind: string): CorpusManual {
    const random = seededRandom(`${this.#seed} manual ${nth}`);
    const vectors = new Map<string, Float32Array>();
    const made: HashedPassage[] = [];
    for (let place = 0; place < passages; place++) {
      const topic = Math.floor(random() * THEMES * TOPICS_A_THEME);
      const headings = [`매뉴얼 ${nth}`, `제${place + 1}조`];
      const text = this.#text(random, topic, WORDS_A_PASSAGE);
      const hash = sha256(JSON.stringify([headings, text]));
      vectors.set(hash, this.#vector(random, topic));
      made.push({ headings, text, hash });
    }
    const version: NewVersion = {
      manualId: manualIdSchema.parse(`manual-${nth}`),
      validFrom: VALID_FROM,
      title: `매뉴얼 ${nth}`,
      kind,
      stores: [],
      format: "markdown",
      text: made.map(({ text }) => text).join("\n\n"),
      fingerprint: sha256(made.map(({ hash }) => hash).join()),
      passages: made,
    };
    return { version, vectors };
  }

  question(nth: number): CorpusQuestion {
    const random = seededRandom(`${this.#seed} question ${nth}`);
    const topic = Math.floor(random() * THEMES * TOPICS_A_THEME);
    return { text: this.#text(random, topic, 6), vector: this.#vector(random, topic) };
  }

  #vector(random: Random, topic: number): Float32Array {
    const { centre, directions, topics } = this.#themes[Math.floor(topic / TOPICS_A_THEME)]!;
    const ofTopic = topics[topic % TOPICS_A_THEME]!;
    const own = gaussian(random, DIRECTIONS);
    const vector = new Float32Array(DIMENSIONS);
    const scale = Math.sqrt(DIRECTIONS);
    const weights = ofTopic.map((value, index) => (0.7 * value + 0.6 * own[index]!) / scale);
    for (let index = 0; index < DIMENSIONS; index++) {
      vector[index] = 1.0 * centre[index]! + 0.2 * (random() - 0.5) * 3.5;
    }
    for (const [nth, direction] of directions.entries()) {
      const weight = weights[nth]!;
      for (let index = 0; index < DIMENSIONS; index++) vector[index]! += weight * direction[index]!;
    }
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    return vector.map((value) => value / length);
  }

  #text(random: Random, topic: number, words: number): string {
    const text = Array.from({ length: words }, () => {
      // Half of the words are the topic's own hundred; the others are common. Rank r has weight 1/r.
      const word = random() < 0.5
        ? this.#words[(topic * 97 + Math.floor(100 ** random())) % WORDS]!
        : this.#words[Math.floor(WORDS ** random()) - 1]!;
      return `${word}${ENDINGS[Math.floor(random() * ENDINGS.length)]}`;
    });
    return `${text.join(" ")}.`;
  }
}

interface Theme {
  readonly centre: Float32Array;
  readonly directions: readonly Float32Array[];
  readonly topics: readonly Float32Array[];
}

function gaussian(random: Random, length: number): Float32Array {
  return Float32Array.from({ length }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}
