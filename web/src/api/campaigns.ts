import { queryOptions } from "@tanstack/react-query";
import { answered, client } from "./client";
import type { Campaign, CampaignDetail, CampaignRequest } from "./types";

/** The firmware campaigns, the newest first. */
export const campaignsQuery = queryOptions({
  queryKey: ["campaigns", "list"] as const,
  queryFn: ({ signal }): Promise<{ items: Campaign[] }> => answered(client.GET("/api/v1/campaigns", { signal })),
});

/** A campaign with its stations. */
export function campaignQuery(id: number) {
  return queryOptions({
    queryKey: ["campaigns", id] as const,
    queryFn: ({ signal }): Promise<CampaignDetail> => answered(client.GET("/api/v1/campaigns/{id}", { params: { path: { id } }, signal })),
  });
}

export function createCampaign(body: CampaignRequest): Promise<CampaignDetail> {
  return answered(client.POST("/api/v1/campaigns", { body }));
}

export type CampaignTurn = "pause" | "resume" | "cancel";

/** Holds a campaign, lets it go on, or ends it. */
export function turnCampaign(id: number, turn: CampaignTurn): Promise<CampaignDetail> {
  const params = { params: { path: { id } } };
  if (turn === "pause") return answered(client.POST("/api/v1/campaigns/{id}/pause", params));
  if (turn === "resume") return answered(client.POST("/api/v1/campaigns/{id}/resume", params));
  return answered(client.POST("/api/v1/campaigns/{id}/cancel", params));
}
