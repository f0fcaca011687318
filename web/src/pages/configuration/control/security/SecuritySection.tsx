import { Button, Group, Select, Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../access/capability";
import { nodeQuery } from "../../../../api/nodes";
import { raiseSecurityProfile, securityProfileQuery } from "../../../../api/security";
import { ConfirmDialog } from "../../../../components/ConfirmDialog";
import { Panel } from "../../../../components/Panel";
import { ProblemAlert } from "../../../../components/ProblemAlert";
import { useLiveEvents } from "../../../../live/LiveProvider";
import { profileNumbers, type ProfileNumber } from "../../profiles";
import type { SectionProps } from "../sections";
import { UpgradeSteps } from "./UpgradeSteps";

/** By which security profile the station must prove itself, and raising it step by step. */
export function SecuritySection({ station, control }: SectionProps) {
  const { t } = useTranslation("configuration");
  const mayRaise = useMay("configureStations");
  const queryClient = useQueryClient();
  const query = securityProfileQuery(station.id);
  const { data: security, error, refetch } = useQuery(query);
  const [wanted, setWanted] = useState<ProfileNumber | null>(null);
  const [asking, setAsking] = useState(false);
  const reread = async () => {
    await queryClient.invalidateQueries({ queryKey: query.queryKey });
    await queryClient.invalidateQueries({ queryKey: nodeQuery(station.id).queryKey });
  };
  const raise = useMutation({
    mutationFn: (profile: ProfileNumber) => raiseSecurityProfile(station.id, Number(profile)),
    onSuccess: async () => {
      setAsking(false);
      await reread();
    },
  });
  useLiveEvents((events) => {
    if (events.some((event) => event.type === "security" && event.data.stationId === station.id)) void reread();
  });
  if (error !== null && security === undefined) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (security === undefined) return <Skeleton h={200} />;
  const present = profileNumbers.find((number) => number === String(security.profile)) ?? "0";
  const higher = profileNumbers.filter((number) => number > present);
  const chosen = wanted !== null && higher.includes(wanted) ? wanted : higher[0];
  const isRunning = security.upgrade?.state === "running";
  return (
    <>
      <Panel title={t("security.title")} about={t(`securityProfile.${present}`)}>
        {chosen === undefined ? (
          t("security.highest")
        ) : (
          <Group align="end" gap="xs" mt="xs">
            <Select
              label={t("security.raiseTo")}
              data={higher.map((value) => ({ value, label: t(`securityProfile.${value}`) }))}
              value={chosen}
              allowDeselect={false}
              disabled={isRunning}
              w={260}
              onChange={(value) => setWanted(higher.find((candidate) => candidate === value) ?? null)}
            />
            <Button disabled={!mayRaise || control.offline || isRunning} loading={raise.isPending} onClick={() => setAsking(true)}>
              {t("security.raise")}
            </Button>
          </Group>
        )}
      </Panel>
      {security.upgrade !== null && <UpgradeSteps upgrade={security.upgrade} />}
      {chosen !== undefined && (
        <ConfirmDialog opened={asking} title={t("security.raiseTitle", { profile: chosen })} confirm={t("security.raiseNow")} pending={raise.isPending} error={raise.error} onConfirm={() => raise.mutate(chosen)} onClose={() => setAsking(false)}>
          {t(`security.raiseText.${chosen as "1" | "2" | "3"}`)} {t("security.noLockOut")}
        </ConfirmDialog>
      )}
    </>
  );
}
