import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/useFormat";

const tickMs = 1000;
const units = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

/** How long ago something was: `12 seconds ago`, counting on; the instant itself is told on hover. */
export function SinceNow({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const format = useFormat();
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const clock = setInterval(() => setNowMs(Date.now()), tickMs);
    return () => clearInterval(clock);
  }, []);
  const ago = Math.max(0, Math.round((nowMs - Date.parse(at)) / 1000));
  const { unit, seconds } = units.find((candidate) => ago >= candidate.seconds) ?? { unit: "second" as const, seconds: 1 };
  return (
    <time dateTime={at} title={format.instant(at)}>
      {new Intl.RelativeTimeFormat(i18n.language, { numeric: "always" }).format(-Math.floor(ago / seconds), unit)}
    </time>
  );
}
