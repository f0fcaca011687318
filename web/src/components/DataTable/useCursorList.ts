import { useInfiniteQuery, type QueryKey } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { Page, Total } from "../../api/types";

/** The pages of a list as they are cached under its key. */
export type CursorPages<Row> = { pages: Page<Row>[]; pageParams: (string | null)[] };

export type CursorList<Row> = {
  rows: readonly Row[] | undefined;
  /** How many there are in all; capped where counting further would cost too much. */
  total: Total | undefined;
  error: unknown;
  isFetching: boolean;
  refetch: () => void;
  /** Fetches the next page; undefined at the end, and while one is on its way. */
  onMore: (() => void) | undefined;
};

/** A list read page by page along its cursor, as far as the viewer scrolls. */
export function useCursorList<Row>(queryKey: QueryKey, fetchPage: (cursor: string | null, signal: AbortSignal) => Promise<Page<Row>>): CursorList<Row> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<Row>) => page.nextCursor,
    staleTime: 30_000,
  });
  const { fetchNextPage, refetch } = query;
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data]);
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return {
    rows,
    total: query.data?.pages[0]?.total,
    error: query.error,
    isFetching: query.isFetching,
    refetch: useCallback(() => void refetch(), [refetch]),
    onMore: query.hasNextPage && !query.isFetchingNextPage ? more : undefined,
  };
}
