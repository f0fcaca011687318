import { answered, client } from "./client";
import type { SessionListing } from "./sessionList";

export type ExportKind = "xlsx" | "csv";
/** As many rows as an Excel sheet holds beneath its heading. */
export const mostExcelRows = 1_048_575;

export type SessionExport = {
  listing: SessionListing;
  /** The columns in the order they stand in the table. */
  columns: readonly string[];
  timeZone: string;
  language: string;
};

const mediaType: Record<ExportKind, string> = { xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", csv: "text/csv" };

/** Fetches all sessions listed as a file; `onBytes` is told how much of it has come so far. */
export async function fetchSessionExport(kind: ExportKind, { listing, columns, timeZone, language }: SessionExport, onBytes: (bytes: number) => void): Promise<Blob> {
  const query = { ...listing.query, node: listing.node, sort: listing.sort, columns: columns.join(","), timeZone, language: language as "en" };
  const call = kind === "xlsx" ? client.GET("/api/v1/sessions/export.xlsx", { params: { query }, parseAs: "stream" }) : client.GET("/api/v1/sessions/export.csv", { params: { query }, parseAs: "stream" });
  const body = await answered<ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined>(call);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (const reader = body?.getReader(); reader !== undefined; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    bytes += value.byteLength;
    onBytes(bytes);
  }
  return new Blob(parts, { type: mediaType[kind] });
}
