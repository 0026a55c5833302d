/** Imported products may have others, which are neutral everywhere. */
export const CATEGORIES = [
  "식품",
  "패션의류",
  "뷰티",
  "디지털/가전",
  "생활용품",
  "유아동",
  "스포츠/레저",
  "도서",
  "반려동물",
  "가구/인테리어",
  "패션잡화",
  "건강식품",
] as const;
export type Category = typeof CATEGORIES[number];
