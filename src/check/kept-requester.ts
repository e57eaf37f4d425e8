import { lookUp } from "../glpi/items.js";
import { profileUsersAnswer } from "../glpi/wire.js";
import type { Finding } from "./finding.js";
import { hasRight } from "./rights.js";
import { entitiesOf, isAbove, type Scene } from "./scene.js";
import { checkWords } from "./words/index.js";

/** GLPI 11 drops a requester who is inactive, or has no profile that covers the ticket's entity. */
export async function checkKept(scene: Scene, userId: number, entityId: number): Promise<Finding[]> {
  const { client, session, locale, say } = scene;
  if (session.version !== 11) return [];
  const user = await lookUp(client, "User", userId);
  if (user.is !== "there") return [];
  const { said } = checkWords[locale];
  const update = hasRight(scene, "ticketUpdate");
  const dropped = (why: string) => [say("person.kept", update ? "ok" : "warning", "personDropped", { why, update })];
  if (user.item.is_active === 0) return dropped(said.notActive.text);
  const profiles = await client.get(`User/${userId}/Profile_User`, profileUsersAnswer);
  const entities = await entitiesOf(scene);
  const find = (id: number) => entities.find((each) => each.id === id);
  const here = find(entityId);
  const covers = profiles.some(({ entities_id: id, is_recursive }) => {
    if (id === entityId) return true;
    const other = find(id);
    // One that is out of reach is above what is in reach, if anything.
    return Number(is_recursive) === 1 && (other === undefined || (here !== undefined && isAbove(other, here)));
  });
  return covers ? [say("person.kept", "ok", "personKept")] : dropped(said.noProfile.text);
}
