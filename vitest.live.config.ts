import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/live/**/*.live.ts"],
    // A real GLPI may be slow, and far away.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The files share one worker and its modules: one load on the GLPI at a time.
    isolate: false,
    fileParallelism: false,
  },
});
