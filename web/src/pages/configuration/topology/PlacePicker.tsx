import { Radio, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NodeKind } from "../../../api/types";
import { useTreeStructure } from "../../../live/LiveProvider";
import { possibleParents } from "./columns";
import classes from "./Topology.module.css";

type PlacePickerProps = { label: string; kind: NodeKind; value: number | undefined; error?: string | undefined; onValue: (id: number) => void };

/** As many places as are found without typing further words. */
const mostShown = 200;

/** Chooses where in the tree a node stands: sites with their floors indented, found by words. */
export function PlacePicker({ label, kind, value, error, onValue }: PlacePickerProps) {
  const { t } = useTranslation("configuration");
  const { tree } = useTreeStructure();
  const [words, setWords] = useState("");
  const places = possibleParents(tree, kind).map((place) => ({ ...place, site: place.kind === "floor" && place.parentId !== null ? (tree.get(place.parentId)?.name ?? "") : "" }));
  const wanted = words.trim().toLowerCase();
  const found = places.filter(({ name, site }) => `${site} ${name}`.toLowerCase().includes(wanted));
  return (
    <Stack gap="xs">
      {places.length > 8 && <TextInput aria-label={t("place.find")} placeholder={t("place.find")} value={words} onChange={(event) => setWords(event.currentTarget.value)} />}
      <Radio.Group label={label} error={error} value={value === undefined ? null : String(value)} onChange={(id) => onValue(Number(id))}>
        <Stack gap={6} mt={6} className={classes["places"] ?? ""}>
          {found.slice(0, mostShown).map(({ id, name, kind: placeKind, site }) => (
            <Radio key={id} size="xs" value={String(id)} label={wanted !== "" && site !== "" ? `${site} › ${name}` : name} ml={placeKind === "floor" && wanted === "" ? "lg" : 0} />
          ))}
          {found.length === 0 && <Text c="dimmed">{t("place.none")}</Text>}
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
