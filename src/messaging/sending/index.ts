/** Messages on their way: quoted, reserved, out of the house once, settled once. */
export {
  type Accepted,
  MESSAGE_STATES,
  type MessageState,
  type NewMessage,
} from './asked.ts'
