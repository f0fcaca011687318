import { queryOptions } from "@tanstack/react-query";
import { cachePatch, type CachePatch } from "../live/cache";
import { answered, client } from "./client";
import { problemFrom, unreachable } from "./problem";
import type { Image, Page, Transfer, Uploads } from "./types";

/** The firmware images, the newest first. */
export const imagesQuery = queryOptions({
  queryKey: ["images"] as const,
  queryFn: ({ signal }): Promise<{ items: Image[] }> => answered(client.GET("/api/v1/images", { signal })),
});

/** Where the bytes of an image are downloaded. */
export function imagePath(id: number): string {
  return `/api/v1/images/${id}/content`;
}

export function deleteImage(id: number): Promise<void> {
  return answered(client.DELETE("/api/v1/images/{id}", { params: { path: { id } } }));
}

/** What is told of an image that is uploaded. */
export type NewImage = { file: File; version: string; vendor: string; model: string; signature: string; signingCertificate: string };

/** Uploads an image; `onProgress` hears the part that has gone, from 0 to 1. `fetch` tells nothing of what it sends, so this is the older way. */
export function uploadImage(image: NewImage, onProgress: (part: number) => void): Promise<Image> {
  const { file, signature, signingCertificate, ...facts } = image;
  const query = new URLSearchParams({ name: file.name, ...facts });
  if (signature !== "") query.set("signature", signature);
  if (signingCertificate !== "") query.set("signingCertificate", signingCertificate);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/images?${query.toString()}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(unreachable(new Error("the upload broke off")));
    request.onload = () => {
      if (request.status === 201) resolve(request.response as Image);
      else reject(problemFrom(request.response, new Response(null, { status: request.status })));
    };
    request.send(file);
  });
}

const transfersKey = ["transfers"] as const;

/** A station's newest transfers, kept up to date by deltas. */
export function transfersQuery(stationId: number) {
  return queryOptions({
    queryKey: [...transfersKey, stationId] as const,
    queryFn: ({ signal }): Promise<Page<Transfer>> => answered(client.GET("/api/v1/stations/{id}/transfers", { params: { path: { id: stationId }, query: { limit: 50 } }, signal })),
    staleTime: 60_000,
  });
}

/** How deltas change the list of a station's transfers. */
export const transfersPatch: CachePatch = cachePatch<Page<Transfer>>(transfersKey, (page, events, key) => {
  let after = page;
  for (const event of events) {
    if (event.type !== "transfer" || event.data.stationId !== key[1]) continue;
    const index = after.items.findIndex(({ id }) => id === event.data.id);
    after = { ...after, items: index < 0 ? [event.data, ...after.items] : after.items.with(index, event.data) };
  }
  return after;
});

/** What a station has uploaded. */
export function uploadsQuery(stationId: number) {
  return queryOptions({
    queryKey: ["uploads", stationId] as const,
    queryFn: ({ signal }): Promise<Uploads> => answered(client.GET("/api/v1/stations/{id}/uploads", { params: { path: { id: stationId } }, signal })),
  });
}

/** Where an uploaded file is downloaded. */
export function uploadPath(stationId: number, upload: number): string {
  return `/api/v1/stations/${stationId}/uploads/${upload}`;
}

export function deleteUpload(stationId: number, upload: number): Promise<void> {
  return answered(client.DELETE("/api/v1/stations/{id}/uploads/{upload}", { params: { path: { id: stationId, upload } } }));
}
