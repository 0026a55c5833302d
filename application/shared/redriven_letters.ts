/** A dead letter in its topic; `logId` tells it from the one of an earlier topic of the name. */
export interface LetterPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly logId: string | null;
}

export interface RedrivenLetter extends LetterPlace {
  readonly at: Date;
  /** Where its record is now, in the topic that it came from. */
  readonly sentTo: { readonly partition: number; readonly offset: number };
}

/** Which dead letters were sent again one by one. They are forgotten after the log has. Throws `Outage`. */
export interface RedrivenLetters {
  /** Those of these that were sent again, in any order. */
  among(places: readonly LetterPlace[]): Promise<readonly RedrivenLetter[]>;
  /** What is known already stays as it is. */
  add(letters: readonly RedrivenLetter[]): Promise<void>;
}
