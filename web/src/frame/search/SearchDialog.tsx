import { Combobox, Loader, Modal, ScrollArea, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { searchQuery } from "../../api/search";
import type { SearchHit } from "../../api/types";
import { problemText } from "../../components/problemText";
import { useGoToNode } from "../../routing/usePlace";
import classes from "./SearchDialog.module.css";
import { searchKinds, useHitTarget } from "./searchKinds";

/** Long enough for a fast typist's next letter. */
const typingMs = 180;
const none: readonly SearchHit[] = [];

/** Finds anything by name, number, address or tag, and goes to it. */
export default function SearchDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("frame");
  return (
    <Modal.Root opened={opened} onClose={onClose} centered={false} yOffset="10vh" size={580} padding={0} transitionProps={{ duration: 100 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t("search.title")}>
        <Modal.Body>
          <Search onGone={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Search({ onGone }: { onGone: () => void }) {
  const { t } = useTranslation("frame");
  const [words, setWords] = useState("");
  const [sought] = useDebouncedValue(words.trim(), typingMs);
  const query = useQuery({ ...searchQuery(sought), placeholderData: keepPreviousData });
  const hits = sought === "" ? none : (query.data?.items ?? none);
  const combobox = useCombobox({ opened: true });
  const go = useGoToHit();

  // The best hit is chosen as soon as it is there, so that Enter goes to it.
  const { selectFirstOption, resetSelectedOption } = combobox;
  useEffect(() => {
    if (hits.length > 0) selectFirstOption();
    else resetSelectedOption();
  }, [hits, selectFirstOption, resetSelectedOption]);

  const choose = (key: string) => {
    const hit = hits.find((candidate) => keyOf(candidate) === key);
    if (hit === undefined) return;
    onGone();
    go(hit);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          className={classes["input"]}
          size="md"
          variant="unstyled"
          data-autofocus
          placeholder={t("search.placeholder")}
          aria-label={t("search.title")}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          // The list would take the first press for itself.
          onKeyDown={(event) => event.key === "Escape" && onGone()}
          leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
          rightSection={query.isFetching && <Loader size="xs" />}
        />
      </Combobox.EventsTarget>
      <ScrollArea.Autosize mah="60vh" type="scroll">
        <Combobox.Options className={classes["hits"]} aria-label={t("search.title")}>
          {searchKinds.map(({ kind, icon }) => (
            <HitGroup key={kind} kind={kind} icon={icon} hits={hits.filter((hit) => hit.kind === kind)} />
          ))}
          {hits.length === 0 && (
            // A list box holds options only: what is said instead is one that cannot be chosen.
            <Combobox.Empty role="option" aria-disabled aria-selected={false}>
              <Nothing words={words.trim()} settled={sought === words.trim() && !query.isFetching} error={query.error} />
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </ScrollArea.Autosize>
    </Combobox>
  );
}

function HitGroup({ kind, icon: Sign, hits }: (typeof searchKinds)[number] & { hits: readonly SearchHit[] }) {
  const { t } = useTranslation("frame");
  const targetOf = useHitTarget();
  if (hits.length === 0) return null;
  return (
    <Combobox.Group label={t(`search.kind.${kind}`)}>
      {hits.map((hit) => (
        <Combobox.Option key={keyOf(hit)} value={keyOf(hit)} className={classes["hit"]} disabled={targetOf(hit) === null}>
          <Sign size={17} stroke={1.6} aria-hidden />
          <span>{hit.title}</span>
          <small>{hit.subtitle}</small>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  );
}

/** What to say while there is nothing to choose from. */
function Nothing({ words, settled, error }: { words: string; settled: boolean; error: Error | null }) {
  const { t } = useTranslation("frame");
  const { t: common } = useTranslation();
  if (error !== null) return problemText(error, common).title;
  if (words === "") return t("search.hint");
  return settled ? t("search.nothing", { words }) : t("search.searching");
}

function useGoToHit(): (hit: SearchHit) => void {
  const navigate = useNavigate();
  const goToNode = useGoToNode();
  const targetOf = useHitTarget();
  return (hit) => {
    const target = targetOf(hit);
    if (target?.path !== undefined) void navigate({ to: target.path });
    else if (target?.nodeId !== undefined) goToNode(target.nodeId);
  };
}

function keyOf(hit: SearchHit): string {
  return `${hit.kind}-${hit.id}`;
}
