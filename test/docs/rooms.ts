import { cruise, type ICruiseResult } from "dependency-cruiser";
import { rooms } from "../../.dependency-cruiser.mjs";

const roomOf = (path: string) => /^src\/([^/]+)/.exec(path)?.[1];

/** Which rooms of `src/` use which, as the imports are. Every file is in one of `rooms`, or this throws. */
async function arrows(): Promise<Map<string, Set<string>>> {
  const { output } = await cruise(["src"], {
    tsPreCompilationDeps: true,
    includeOnly: "^src/",
  });
  const found = new Map(rooms.map((room) => [room, new Set<string>()]));
  for (const { source, dependencies } of (output as ICruiseResult).modules) {
    const from = roomOf(source) ?? "";
    const used = found.get(from);
    if (used === undefined) throw new Error(`${source} stands in no room: see .dependency-cruiser.mjs`);
    for (const { resolved } of dependencies) used.add(roomOf(resolved) ?? "");
    used.delete(from);
  }
  return found;
}

/** The rooms as a mermaid flowchart. An arrow that a longer way says already is left out. */
export async function drawRooms(): Promise<string> {
  const direct = await arrows();
  const reaches = (from: string, to: string): boolean =>
    [...(direct.get(from) ?? [])].some((next) => next === to || reaches(next, to));
  const lines = rooms.flatMap((from) => {
    const used = [...(direct.get(from) ?? [])].sort((one, other) => rooms.indexOf(one) - rooms.indexOf(other));
    return used
      .filter((to) => !used.some((next) => next !== to && reaches(next, to)))
      .map((to) => `  ${from} --> ${to}`);
  });
  return ["flowchart TD", ...lines, ""].join("\n");
}
