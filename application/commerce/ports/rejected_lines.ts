/** A line of an import that is no order. */
export interface RejectedLine {
  /** The line's number in the file, from 1 for the header. */
  readonly line: number;
  readonly reason: string;
  /** The line in the file. */
  readonly raw: string;
}

/** Where rejected lines are kept until they are corrected. */
export interface RejectedLines {
  /** Lines are kept in the order given. Throws when they can't be kept: then the import must not go on. */
  add(line: RejectedLine): Promise<void>;
}
