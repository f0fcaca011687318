/** Every time zone the browser knows, by its IANA name. */
export function timeZoneChoices(): { value: string; label: string }[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")].map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
