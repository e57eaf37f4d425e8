import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./pages.js";
import { drawRooms } from "./rooms.js";

/** `npm run draw-rooms`: brings the picture in docs/architecture.md up to date. */
const path = join(root, "docs/architecture.md");
const text = await readFile(path, "utf8");
const picture = `\`\`\`mermaid\n${await drawRooms()}\`\`\``;
await writeFile(path, text.replace(/^```mermaid\nflowchart TD\n {2}cli .*?^```$/ms, picture));
