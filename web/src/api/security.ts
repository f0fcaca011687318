import { queryOptions } from "@tanstack/react-query";
import { answered, client } from "./client";
import type { Authority, CertificateRequest, SecurityState, SecurityUpgrade, StationCertificate, StationCertificates, TrustedRoot } from "./types";

const path = (id: number) => ({ path: { id } });

/** A station's own certificates, the roots that it has, and what it asked for. */
export function stationCertificatesQuery(id: number) {
  return queryOptions({
    queryKey: ["station", id, "certificates"],
    queryFn: ({ signal }): Promise<StationCertificates> => answered(client.GET("/api/v1/stations/{id}/certificates", { params: path(id), signal })),
  });
}

/** By which profile a station must prove itself, and how raising it goes. */
export function securityProfileQuery(id: number) {
  return queryOptions({
    queryKey: ["station", id, "security-profile"],
    queryFn: ({ signal }): Promise<SecurityState> => answered(client.GET("/api/v1/stations/{id}/security-profile", { params: path(id), signal })),
  });
}

/** Begins to raise a station's security profile. */
export function raiseSecurityProfile(id: number, profile: number): Promise<SecurityUpgrade> {
  return answered(client.POST("/api/v1/stations/{id}/security-profile", { params: path(id), body: { profile } }));
}

/** Requests for certificates that wait for a person, of all stations. */
export const pendingRequestsQuery = queryOptions({
  queryKey: ["certificate-requests"],
  queryFn: ({ signal }): Promise<{ items: CertificateRequest[] }> => answered(client.GET("/api/v1/certificate-requests", { signal })),
});

/** Signs what a station asked for and sends it, or refuses it. */
export function decideRequest(id: number, approve: boolean): Promise<CertificateRequest> {
  return approve
    ? answered(client.POST("/api/v1/certificate-requests/{id}/approve", { params: path(id) }))
    : answered(client.POST("/api/v1/certificate-requests/{id}/refuse", { params: path(id) }));
}

/** Makes a station's certificate open nothing any more. */
export function revokeCertificate(id: number): Promise<StationCertificate> {
  return answered(client.POST("/api/v1/station-certificates/{id}/revoke", { params: path(id) }));
}

/** The portal's certificate authority, its TLS certificate and the roots that it trusts. */
export const authorityQuery = queryOptions({
  queryKey: ["authority"],
  queryFn: ({ signal }): Promise<Authority> => answered(client.GET("/api/v1/authority", { signal })),
});

/** Makes the first authority, or one that signs from now on. */
export function renewAuthority(): Promise<Authority> {
  return answered(client.POST("/api/v1/authority"));
}

/** Lets stations prove themselves by a root of others. */
export function trustRoot(certificate: string): Promise<TrustedRoot> {
  return answered(client.POST("/api/v1/authority/roots", { body: { certificate } }));
}

export function distrustRoot(id: number): Promise<void> {
  return answered(client.DELETE("/api/v1/authority/roots/{id}", { params: path(id) }));
}
