import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", postgres: "src/store/postgres/index.ts", testing: "src/testing/index.ts" },
  format: ["esm", "cjs"],
  target: "node20",
  dts: true,
  clean: true,
  splitting: true,
  // ESM-only packages: bundled, so that require("whazing-glpi") loads on every Node 20.
  noExternal: ["ky", "p-debounce", "p-limit", "yocto-queue"],
});
