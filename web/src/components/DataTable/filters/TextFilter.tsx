import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Filter.module.css";

/** Long enough for a fast typist's next letter. */
const typingMs = 300;

type TextFilterProps = {
  label: string;
  value: string | undefined;
  /** Whether the words must be all there is, as for a number that names a thing. */
  exact?: boolean;
  onValue: (words: string | undefined) => void;
};

/** Keeps the rows that contain the words typed. */
export function TextFilter({ label, value, exact = false, onValue }: TextFilterProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value ?? "");
  const [shownFor, setShownFor] = useState(value);
  const tell = useDebouncedCallback((words: string) => onValue(words.trim() === "" ? undefined : words.trim()), typingMs);

  // The filter was changed from elsewhere: by the address, or a row's menu.
  if (shownFor !== value) {
    setShownFor(value);
    if (value !== (typed.trim() === "" ? undefined : typed.trim())) setTyped(value ?? "");
  }

  const change = (words: string) => {
    setTyped(words);
    tell(words);
  };
  const clear = () => {
    tell.cancel();
    setTyped("");
    onValue(undefined);
  };

  return (
    <TextInput
      className={classes["input"]}
      data-set={typed !== "" || undefined}
      aria-label={exact ? t("filter.equalsOf", { column: label }) : t("filter.containsOf", { column: label })}
      placeholder={exact ? t("filter.equals") : t("filter.contains")}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Escape" && clear()}
      rightSectionWidth={26}
      rightSection={typed !== "" && <CloseButton size="xs" aria-label={t("filter.clear", { column: label })} onClick={clear} />}
    />
  );
}
