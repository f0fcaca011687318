/** The tokens as plain colours, for a canvas cannot read CSS variables. */
export type ChartColours = {
  text: string;
  muted: string;
  line: string;
  lineStrong: string;
  surface: string;
  charging: string;
  chargingSoft: string;
  available: string;
  fault: string;
  warning: string;
  offline: string;
  font: string;
};

/** Reads the tokens of the scheme the page is in now. */
export function chartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: token("--text"),
    muted: token("--muted"),
    line: token("--line"),
    lineStrong: token("--line-strong"),
    surface: token("--surface"),
    charging: token("--charging"),
    chargingSoft: token("--charging-soft"),
    available: token("--available"),
    fault: token("--fault"),
    warning: token("--warning"),
    offline: token("--offline"),
    font: token("--font"),
  };
}
