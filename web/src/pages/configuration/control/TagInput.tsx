import { Autocomplete, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { searchQuery } from "../../../api/search";

/** As many characters as OCPP gives an idTag. */
const longestTag = 20;

type TagInputProps = { label: string; value: string; onChange: (tag: string) => void; required?: boolean; error?: string | undefined; autoFocus?: boolean };

/** A tag: searched for by itself or by a person, or typed. */
export function TagInput({ label, value, onChange, required = false, error, autoFocus = false }: TagInputProps) {
  const { t } = useTranslation("configuration");
  const seesTags = useMay("viewTags");
  const [words] = useDebouncedValue(value.trim(), 200);
  const { data } = useQuery({ ...searchQuery(words), enabled: seesTags && words.length > 1 });
  const owners = new Map(data?.items.filter(({ kind }) => kind === "tag").map(({ title, subtitle }) => [title, subtitle]) ?? []);
  return (
    <Autocomplete
      label={label}
      description={seesTags ? t("start.tagHint") : undefined}
      data={[...owners.keys()]}
      // The portal has already searched, also by the owner's name.
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <div>
          {option.value}
          <Text size="xs" c="dimmed">
            {owners.get(option.value)}
          </Text>
        </div>
      )}
      value={value}
      onChange={onChange}
      maxLength={longestTag}
      required={required}
      error={error}
      {...(autoFocus ? { "data-autofocus": true } : {})}
    />
  );
}
