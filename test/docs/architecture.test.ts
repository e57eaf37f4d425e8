import { expect, it } from "vitest";
import { rooms } from "../../.dependency-cruiser.mjs";
import { blocks, rows, unquote } from "./pages.js";
import { drawRooms } from "./rooms.js";

it("docs/architecture.md shows the rooms as they are (npm run draw-rooms)", async () => {
  expect(blocks("docs/architecture.md", "mermaid")).toContain(await drawRooms());
});

it("docs/architecture.md says of every room what it is for, from the top", () => {
  const said = rows("docs/architecture.md", "## Rooms").map(([room]) => unquote(room).replace(/\/$/, ""));
  expect(said).toEqual(rooms);
});
