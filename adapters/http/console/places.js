// @ts-check

/** Provinces by the first two characters of an address. @type {Record<string, string>} */
const PROVINCES = {
  서울: "Seoul",
  부산: "Busan",
  대구: "Daegu",
  인천: "Incheon",
  광주: "Gwangju",
  대전: "Daejeon",
  울산: "Ulsan",
  세종: "Sejong",
  경기: "Gyeonggi",
  강원: "Gangwon",
  충북: "Chungbuk",
  충청북도: "Chungbuk",
  충남: "Chungnam",
  충청남도: "Chungnam",
  전북: "Jeonbuk",
  전라북도: "Jeonbuk",
  전남: "Jeonnam",
  전라남도: "Jeonnam",
  경북: "Gyeongbuk",
  경상북도: "Gyeongbuk",
  경남: "Gyeongnam",
  경상남도: "Gyeongnam",
  제주: "Jeju",
};

/** @type {Record<string, string>} */
const CATEGORIES = {
  "식품": "Food",
  "패션의류": "Clothing",
  "뷰티": "Beauty",
  "디지털/가전": "Electronics",
  "생활용품": "Household",
  "유아동": "Kids",
  "스포츠/레저": "Sports",
  "도서": "Books",
  "반려동물": "Pets",
  "가구/인테리어": "Furniture",
  "패션잡화": "Accessories",
  "건강식품": "Health food",
};

/** In English if known, else as stored. @param {string} region @param {"en" | "ko"} language */
export function regionName(region, language) {
  if (language === "ko") return region.replace(/(특별자치시|특별자치도|특별시|광역시)$/, "");
  return PROVINCES[region] ?? PROVINCES[region.slice(0, 2)] ?? region;
}

/** @param {string} category @param {"en" | "ko"} language */
export function categoryName(category, language) {
  return language === "ko" ? category : CATEGORIES[category] ?? category;
}
