import { createSpotlight } from "@mantine/spotlight";

/** The search dialog's own switch, so that a button anywhere opens it. */
export const [searchStore, search] = createSpotlight();

export const openSearch = (): void => search.open();
