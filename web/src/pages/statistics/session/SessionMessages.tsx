import { Skeleton } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sessionMessagesQuery } from "../../../api/sessionDetail";
import { EmptyState } from "../../../components/EmptyState";
import { MessageList } from "../../../components/messages/MessageList";
import { ProblemAlert } from "../../../components/ProblemAlert";

/** The protocol messages behind a session, in the order they went. */
export function SessionMessages({ sessionId }: { sessionId: number }) {
  const { t } = useTranslation("statistics");
  const { data, error, refetch } = useQuery(sessionMessagesQuery(sessionId));
  if (error !== null && data === undefined) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={200} mt="sm" />;
  if (data.items.length === 0) return <EmptyState icon={IconMessages} title={t("messages.none")} hint={t("messages.noneHint")} />;
  return <MessageList label={t("part.messages")} messages={data.items} />;
}
