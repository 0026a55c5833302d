import type { PropensityPolicy } from "../propensity_policy.ts";

const BOOST = 1.2;
/** Messages go out shortly before lunch and after work; recipients buy more in the following one or two hours. */
const BOOST_AFTER_MESSAGE = 1.35;
/** Hours in Seoul. None from 21 to 8: the Network Act (정보통신망법 제50조) requires separate consent for those. */
const HOURS_AFTER_MESSAGE: ReadonlySet<number> = new Set([11, 12, 18, 19, 20]);

export const MARKETING_POLICY: PropensityPolicy = {
  name: "marketing",
  isHourly: true,
  factor: ({ marketingAgree }, { hour }) => {
    if (!marketingAgree) return 1;
    return HOURS_AFTER_MESSAGE.has(hour) ? BOOST_AFTER_MESSAGE : BOOST;
  },
};
