import { expect, test } from "vitest";
import { formatBytes } from "./bytes";

test.each([
  [0, "0\u00a0B"],
  [999, "999\u00a0B"],
  [1000, "1.0\u00a0kB"],
  [4_200_000, "4.2\u00a0MB"],
  [268_435_456, "268\u00a0MB"],
  [1_073_741_824, "1.1\u00a0GB"],
])("%i bytes are %s", (bytes, expected) => {
  expect(formatBytes(bytes, "en-GB")).toBe(expected);
});
