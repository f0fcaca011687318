// Layered, so that a component's own module wins over the library in whatever order a page's chunks arrive.
import "./theme/tokens.css";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@fontsource-variable/inter/wght.css";
import "./theme/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { assemble } from "./assemble";
import { startI18n } from "./i18n/i18n";
import { preferredLanguage } from "./i18n/languages";

const root = document.getElementById("root");
if (root === null) throw new Error("failed to start: index.html has no element with the id root");

await startI18n(preferredLanguage());
createRoot(root).render(
  <StrictMode>
    <App {...assemble()} />
  </StrictMode>,
);
