import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compressed } from "./scripts/compressed.ts";
import { mockApi } from "./tests/mock/plugin.ts";

/** Where `npm run dev` finds the portal's API; `npm run mock` needs none. */
const portal = process.env["CHARGE_PORTAL_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig(({ mode }) => ({
  plugins: [react(), compressed(), ...(mode === "mock" ? [mockApi()] : [])],
  server: mode === "mock" ? {} : { proxy: { "/api": portal } },
  build: {
    target: "es2023",
    outDir: mode === "mock" ? "node_modules/.mock-dist" : "dist",
    // Anything inlined would need a looser content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    manifest: true,
  },
  test: {
    environment: "jsdom",
    setupFiles: ["tests/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "tests/unit/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    testTimeout: 90_000,
  },
}));
