import type { Alarm, Store, TakenAlarm } from "../store/store.js";

/** Puts this in the place of what was taken, unless something else is there by now; resolves to whether it is. */
export async function postpone(store: Store, taken: TakenAlarm, alarm: Alarm, inMs: number): Promise<boolean> {
  if (store.postponeAlarm !== undefined) return store.postponeAlarm(taken, alarm, inMs);
  const isHeld = await store.finishAlarm(taken);
  if (isHeld) await store.setAlarm(alarm, inMs);
  return isHeld;
}
