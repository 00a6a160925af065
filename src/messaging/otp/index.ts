/** One-time passwords: made, sent, guarded against guessing and pumping, and verified once. */
export { askOtp, type OtpAsked, type OtpWish } from './asking.ts'
export { type OtpKey, openOtp } from './codes.ts'
export { fallBack, nextFallback } from './falling-back.ts'
export {
  forgetOtp,
  type OtpFigures,
  otpByDay,
  otpFigures,
  otpStops,
} from './figures.ts'
export { liftStop } from './limits.ts'
export { faultOf as otpFaultOf, type OtpRules, otpRulesOf, setOtpRules } from './rules.ts'
export { type OtpVerdict, verifyOtp } from './verifying.ts'
