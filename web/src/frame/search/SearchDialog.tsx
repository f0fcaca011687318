import { Loader, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { searchQuery } from "../../api/search";
import type { SearchHit } from "../../api/types";
import { problemText } from "../../components/problemText";
import { useGoToNode } from "../../routing/usePlace";
import classes from "./SearchDialog.module.css";
import { search, searchStore } from "./searchStore";
import { searchKinds, useHitTarget } from "./searchKinds";

/** Long enough for a fast typist's next letter. */
const typingMs = 180;

/** Finds anything by name, number, address or tag from anywhere, with Ctrl-K. */
export function SearchDialog() {
  const { t } = useTranslation("frame");
  const { t: common } = useTranslation();
  const [words, setWords] = useState("");
  const [sought] = useDebouncedValue(words.trim(), typingMs);
  const hits = useQuery({ ...searchQuery(sought), placeholderData: keepPreviousData });
  const items = sought === "" ? [] : (hits.data?.items ?? []);
  return (
    <Spotlight.Root
      store={searchStore}
      query={words}
      onQueryChange={setWords}
      shortcut={["mod + K", "/"]}
      clearQueryOnClose
      scrollable
      maxHeight="60vh"
      size={560}
      radius="md"
      aria-label={t("search.title")}
    >
      <Spotlight.Search
        placeholder={t("search.placeholder")}
        aria-label={t("search.title")}
        leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
        rightSection={hits.isFetching && <Loader size="xs" />}
      />
      <Spotlight.ActionsList>
        {searchKinds.map(({ kind }) => (
          <HitGroup key={kind} kind={kind} items={items.filter((hit) => hit.kind === kind)} />
        ))}
        {items.length === 0 && (
          <Spotlight.Empty>
            {hits.isError ? problemText(hits.error, common).title : words.trim() === "" ? t("search.hint") : hits.isSuccess && sought === words.trim() ? t("search.nothing", { words: sought }) : t("search.searching")}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function HitGroup({ kind, items }: { kind: SearchHit["kind"]; items: readonly SearchHit[] }) {
  const { t } = useTranslation("frame");
  const navigate = useNavigate();
  const goToNode = useGoToNode();
  const targetOf = useHitTarget();
  const Sign = searchKinds.find((candidate) => candidate.kind === kind)?.icon ?? IconSearch;
  if (items.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={t(`search.kind.${kind}`)}>
      {items.map((hit) => {
        const target = targetOf(hit);
        return (
          <Spotlight.Action
            key={hit.id}
            className={classes["hit"]}
            disabled={target === null}
            onClick={() => {
              search.close();
              if (target?.path !== undefined) void navigate({ to: target.path });
              else if (target?.nodeId !== undefined) goToNode(target.nodeId);
            }}
          >
            <Sign size={17} stroke={1.6} aria-hidden />
            <span>{hit.title}</span>
            <Text component="small" size="xs" c="dimmed">
              {hit.subtitle}
            </Text>
          </Spotlight.Action>
        );
      })}
    </Spotlight.ActionsGroup>
  );
}
