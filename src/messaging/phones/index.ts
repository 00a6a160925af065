/** Phone numbers that people confirmed, and what of the house's notices goes there. */
export {
  addPhone,
  confirmPhone,
  forgetPhones,
  type Phone,
  type PhoneAsked,
  type PhoneWish,
  phoneOf,
  removePhone,
} from './phones.ts'
export { type HouseTexts, houseTexts, setHouseTexts } from './rules.ts'
export { PHONE_WAYS, type PhoneWay, phoneWays, type WayClosed } from './ways.ts'
export { TEXT_GROUPS, TEXT_KINDS } from './worth.ts'
