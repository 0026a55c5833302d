import type { PropensityPolicy } from "../propensity_policy.ts";

const BOOST = 1.2;
/** Shops send their messages shortly before lunch and after work; who gets one buys more in the hour or two after it. */
const BOOST_AFTER_MESSAGE = 1.35;
/** Hours in Seoul. Nothing is sent from 21 to 8: the Network Act (정보통신망법 제50조) wants consent of its own for that. */
const HOURS_AFTER_MESSAGE: ReadonlySet<number> = new Set([11, 12, 18, 19, 20]);

/** Only customers who agreed to marketing are reached by it. */
export const MARKETING_POLICY: PropensityPolicy = {
  name: "marketing",
  isHourly: true,
  factor: ({ marketingAgree }, { hour }) => {
    if (!marketingAgree) return 1;
    return HOURS_AFTER_MESSAGE.has(hour) ? BOOST_AFTER_MESSAGE : BOOST;
  },
};
