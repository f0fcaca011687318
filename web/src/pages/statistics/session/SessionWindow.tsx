import { Group, Modal, Skeleton, Stack, Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { sessionDetailQuery, sessionPartsKey } from "../../../api/sessionDetail";
import type { SessionDetail } from "../../../api/types";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { StatePill } from "../../../components/StatePill";
import { useFormat } from "../../../format/useFormat";
import { useLiveEvents } from "../../../live/LiveProvider";
import { sessionParts, type SessionPart } from "../route";
import { PowerCurve } from "./PowerCurve";
import { ReadingTable } from "./ReadingTable";
import { SessionFacts } from "./SessionFacts";
import { SessionMessages } from "./SessionMessages";
import classes from "./SessionWindow.module.css";
import { StatusTable } from "./StatusTable";

type SessionWindowProps = { sessionId: number | undefined; part: SessionPart | undefined; onPart: (part: SessionPart) => void; onClose: () => void };

/** All there is on one session, over the page; live while it runs. */
export function SessionWindow({ sessionId, part, onPart, onClose }: SessionWindowProps) {
  const { t: common } = useTranslation();
  const narrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false }) ?? false;
  return (
    <Modal
      opened={sessionId !== undefined}
      onClose={onClose}
      size="72rem"
      fullScreen={narrow}
      title={sessionId !== undefined && <WindowTitle sessionId={sessionId} />}
      closeButtonProps={{ "aria-label": common("action.close") }}
      classNames={{ content: classes["content"] ?? "", body: classes["body"] ?? "", title: classes["title"] ?? "" }}
    >
      {sessionId !== undefined && <Body key={sessionId} sessionId={sessionId} part={part} onPart={onPart} />}
    </Modal>
  );
}

function WindowTitle({ sessionId }: { sessionId: number }) {
  const { t } = useTranslation("statistics");
  const { data: session } = useQuery(sessionDetailQuery(sessionId));
  return (
    <Group gap="xs">
      {t("window.title", { id: sessionId })}
      {session?.active === true && <RunningPill session={session} />}
    </Group>
  );
}

function RunningPill({ session: { powerW } }: { session: SessionDetail }) {
  const { t } = useTranslation("statistics");
  const { t: common } = useTranslation();
  const format = useFormat();
  if (powerW === null) return <StatePill state="charging">{t("active")}</StatePill>;
  return powerW > 0 ? <StatePill state="charging">{`${common("state.charging")} ${format.power(powerW)}`}</StatePill> : <StatePill state="occupied">{t("notCharging")}</StatePill>;
}

function Body({ sessionId, part, onPart }: { sessionId: number } & Pick<SessionWindowProps, "part" | "onPart">) {
  const { t } = useTranslation("statistics");
  const queryClient = useQueryClient();
  const seesMessages = useMay("viewMessages");
  const { data: session, error, refetch } = useQuery(sessionDetailQuery(sessionId));

  // Its figures come with the event; curve, readings and messages are read anew, which is at most every few seconds.
  useLiveEvents((events) => {
    if (events.some((event) => event.type === "session" && event.data.session.id === sessionId)) void queryClient.invalidateQueries({ queryKey: sessionPartsKey(sessionId) });
  });

  if (error !== null && session === undefined) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (session === undefined) return <Waiting />;
  const parts = sessionParts.filter((candidate) => candidate !== "messages" || seesMessages);
  const shown = parts.find((candidate) => candidate === part) ?? parts[0];
  return (
    <>
      <SessionFacts session={session} />
      <PowerCurve session={session} />
      <Tabs value={shown ?? null} onChange={(value) => onPart(value as SessionPart)} classNames={{ root: classes["tabs"] ?? "", panel: classes["panel"] ?? "" }} keepMounted={false}>
        <Tabs.List>
          {parts.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`part.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="readings">
          <ReadingTable sessionId={sessionId} />
        </Tabs.Panel>
        <Tabs.Panel value="statuses">
          <StatusTable sessionId={sessionId} />
        </Tabs.Panel>
        <Tabs.Panel value="messages">
          <SessionMessages sessionId={sessionId} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Waiting() {
  return (
    <Stack aria-hidden>
      <Skeleton h={96} />
      <Skeleton h={240} />
      <Skeleton h={200} />
    </Stack>
  );
}
