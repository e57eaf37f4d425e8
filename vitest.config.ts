import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    restoreMocks: true,
    // A busy machine takes long to start a database.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
