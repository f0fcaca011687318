import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { notifications } from "@mantine/notifications";
import { afterEach, vi } from "vitest";

// jsdom lays nothing out: every element is said to be as large as a window, so that what is virtual draws its first rows.
Object.defineProperties(HTMLElement.prototype, {
  offsetWidth: { get: () => 1024 },
  offsetHeight: { get: () => 768 },
  clientWidth: { get: () => 1024 },
  clientHeight: { get: () => 768 },
});

// Within the window, too: a popover hides when what it belongs to is out of sight.
Element.prototype.getBoundingClientRect = () => DOMRect.fromRect({ x: 10, y: 10, width: 100, height: 32 });

class StillObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
vi.stubGlobal("ResizeObserver", StillObserver);
// A wide window; an empty query holds everywhere.
vi.stubGlobal("matchMedia", (media: string) => ({
  media, matches: media === "" || media.includes("min-width"), onchange: null, addEventListener: () => undefined, removeEventListener: () => undefined, addListener: () => undefined,
  removeListener: () => undefined, dispatchEvent: () => false,
}));
// Fields that grow with their text listen for fonts.
Object.defineProperty(document, "fonts", { value: new EventTarget() });
Element.prototype.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.animate = () => ({ cancel: () => undefined }) as unknown as Animation;
window.scrollTo = () => undefined;

// Whether something is hidden by style is asked of the browser in the end-to-end tests; here the question costs seconds a test.
configure({ defaultHidden: true, asyncUtilTimeout: 15_000 });

afterEach(() => {
  cleanup();
  notifications.clean();
  localStorage.clear();
  sessionStorage.clear();
});
