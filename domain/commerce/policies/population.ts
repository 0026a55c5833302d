/** Residents aged 15 to 79 in ten thousands (Ministry of the Interior and Safety, resident registration, 2024). */
export const POPULATION: readonly {
  readonly from: number;
  readonly to: number;
  readonly M: number;
  readonly F: number;
}[] = [
  { from: 15, to: 19, M: 119, F: 112 },
  { from: 20, to: 24, M: 138, F: 128 },
  { from: 25, to: 29, M: 172, F: 154 },
  { from: 30, to: 34, M: 182, F: 165 },
  { from: 35, to: 39, M: 166, F: 154 },
  { from: 40, to: 44, M: 203, F: 195 },
  { from: 45, to: 49, M: 191, F: 187 },
  { from: 50, to: 54, M: 226, F: 221 },
  { from: 55, to: 59, M: 208, F: 206 },
  { from: 60, to: 64, M: 209, F: 213 },
  { from: 65, to: 69, M: 174, F: 184 },
  { from: 70, to: 74, M: 111, F: 124 },
  { from: 75, to: 79, M: 74, F: 94 },
];
