import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { readSessionFilters, type SessionFilters } from "../../api/sessionFilters";
import { statisticsRoute, defaultSort, type StatisticsSearch } from "./route";

type Unset<Values> = { [Key in keyof Values]?: Values[Key] | undefined };

export type StatisticsPlace = {
  nodeId: number;
  search: StatisticsSearch;
  filters: SessionFilters;
  sort: string;
  /** Changes what the address says; what becomes undefined leaves it. */
  change: (change: Unset<StatisticsSearch>) => void;
  /** The same with a step in the history, so that *back* closes what was opened. */
  go: (change: Unset<StatisticsSearch>) => void;
  clearFilters: () => void;
};

/** All that the page shows is in its address: filters, sort, the selected row, the open window. */
export function useStatisticsSearch(): StatisticsPlace {
  const { nodeId } = statisticsRoute.useParams();
  const search = statisticsRoute.useSearch();
  const navigate = useNavigate();
  const goTo = useCallback(
    (change: (before: StatisticsSearch) => Unset<StatisticsSearch>, replace: boolean) =>
      void navigate({ to: "/statistics/$nodeId", params: { nodeId }, search: (before: StatisticsSearch) => change(before) as StatisticsSearch, replace }),
    [navigate, nodeId],
  );
  const filters = useMemo(() => readSessionFilters(search), [search]);
  return {
    nodeId,
    search,
    filters,
    sort: search.sort ?? defaultSort,
    change: useCallback((change) => goTo((before) => ({ ...before, ...change }), true), [goTo]),
    go: useCallback((change) => goTo((before) => ({ ...before, ...change }), false), [goTo]),
    clearFilters: useCallback(() => goTo(({ sort }) => (sort === undefined ? {} : { sort }), true), [goTo]),
  };
}
