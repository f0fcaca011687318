import { ActionIcon, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { indentedXml } from "./indentedXml";
import classes from "./JsonText.module.css";

/** JSON or XML laid out to be read, with a button that copies it; text that is neither stands as it is. */
export function JsonText({ label, value }: { label: string; value: unknown }) {
  const { t } = useTranslation();
  const text = typeof value === "string" ? laidOut(value) : JSON.stringify(value, null, 2);
  return (
    <div className={classes["box"]}>
      {/* What scrolls is reached from the keyboard too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes["text"]} aria-label={label} role="region" tabIndex={0}>
        {text}
      </pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <ActionIcon className={classes["copy"]} size="sm" variant="default" aria-label={copied ? t("copied") : t("copy")} title={copied ? t("copied") : t("copy")} onClick={copy}>
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </ActionIcon>
        )}
      </CopyButton>
    </div>
  );
}

function laidOut(text: string): string {
  if (text.trimStart().startsWith("<")) return indentedXml(text);
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // A station may send anything: what it sent is shown as it came.
    return text;
  }
}
