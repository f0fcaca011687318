import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTreeStructure } from "../../live/LiveProvider";
import classes from "./Navigator.module.css";
import { NavigatorList } from "./NavigatorList";
import { useExpansion } from "./useExpansion";
import { matchingRows, visibleRows } from "./visibleRows";

/** The tree of all nodes the viewer may see, with a box to find one by name. `onGone` runs when a node has been chosen. */
export function Navigator({ onGone }: { onGone?: () => void }) {
  const { t } = useTranslation("frame");
  const { tree, version } = useTreeStructure();
  const expansion = useExpansion(tree);
  const [words, setWords] = useState("");
  // Typing stays smooth while ten thousand names are gone through.
  const sought = useDeferredValue(words.trim());
  const rows = useMemo(
    () => (sought === "" ? visibleRows(tree, expansion.isExpanded) : matchingRows(tree, sought)),
    // The tree is the same object throughout: its version tells when its structure changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [tree, version, expansion, sought],
  );

  return (
    <nav className={classes["navigator"]} aria-label={t("navigator.title")}>
      <div className={classes["head"]}>
        <h2 className={classes["heading"]}>{t("navigator.title")}</h2>
      </div>
      <TextInput
        className={classes["find"]}
        type="search"
        aria-label={t("navigator.find")}
        placeholder={t("navigator.findPlaceholder")}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && setWords("")}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={words !== "" && <CloseButton size="xs" aria-label={t("navigator.clear")} onClick={() => setWords("")} />}
      />
      {rows.length === 0 ? (
        <p className={classes["nothing"]}>{sought === "" ? t("navigator.empty") : t("navigator.nothing", { words: sought })}</p>
      ) : (
        <NavigatorList rows={rows} expansion={expansion} filtered={sought !== ""} {...(onGone === undefined ? {} : { onGone })} />
      )}
    </nav>
  );
}
