import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { searchQuery } from "../../../../api/search";

/** A tag or a person, as `tag:12` or `user:5`. */
export type TagOwner = { value: string; label: string };

/** Chooses tags and persons, whose tags are meant then. */
export function TagChoice({ chosen, onChange }: { chosen: readonly TagOwner[]; onChange: (chosen: TagOwner[]) => void }) {
  const { t } = useTranslation("configuration");
  const [search, setSearch] = useState("");
  const [words] = useDebouncedValue(search.trim(), 200);
  const { data } = useQuery({ ...searchQuery(words), enabled: words.length > 1 });
  const found = (data?.items ?? []).filter(({ kind }) => kind === "tag" || kind === "user").map(({ kind, id, title }) => ({ value: `${kind}:${id}`, label: title }));
  const offered = [...chosen, ...found.filter(({ value }) => chosen.every((known) => known.value !== value))];
  return (
    <MultiSelect
      label={t("localList.for")}
      description={t("localList.forHint")}
      placeholder={chosen.length === 0 ? t("localList.everyone") : ""}
      data={offered}
      // The portal has already searched.
      filter={({ options }) => options}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      value={chosen.map(({ value }) => value)}
      onChange={(values) => onChange(offered.filter(({ value }) => values.includes(value)))}
      nothingFoundMessage={words.length > 1 ? t("localList.nobody") : undefined}
    />
  );
}
