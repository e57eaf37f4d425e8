import type { Conversation } from "../host/events.js";
import type { Alarm, TakenAlarm } from "./kept.js";

/** What is due for conversations at a time. */
export interface AlarmStore {
  /**
   * The conversation's one alarm is due in `inMs`; replaces the one there was, but that a description is waited for does
   * not replace what is to be said.
   */
  setAlarm(alarm: Alarm, inMs: number): Promise<void>;
  cancelAlarm(conversation: Conversation): Promise<void>;
  /** Takes due alarms, the oldest first. One that is not finished within `leaseMs` is due again. */
  takeAlarms(limit: number, leaseMs: number): Promise<TakenAlarm[]>;
  /** It is done; resolves to false when it was replaced, cancelled or taken anew meanwhile. */
  finishAlarm(taken: TakenAlarm): Promise<boolean>;
  /**
   * Puts this in its place, due in `inMs`; resolves to false, and does nothing, when it was replaced, cancelled or taken
   * anew meanwhile. A store may do without: then it is finished and set again.
   */
  postponeAlarm?(taken: TakenAlarm, alarm: Alarm, inMs: number): Promise<boolean>;
  /**
   * Whether something `outgoing` of the same conversation is there that has a lesser id. A store may do without: then what
   * is kept for one conversation comes in any order.
   */
  isBehind?(taken: TakenAlarm): Promise<boolean>;
}
