import { IconTransfer } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { transfersQuery } from "../../../../api/files";
import type { Transfer } from "../../../../api/types";
import { DataTable, fixedLayout, type TableColumn } from "../../../../components/DataTable";
import { EmptyState } from "../../../../components/EmptyState";
import { Panel } from "../../../../components/Panel";
import { Instant } from "../../../../components/Quantity";
import { TransferProgress } from "../../software/TransferProgress";
import classes from "./Files.module.css";

type FileTransfersProps = { stationId: number; title: string; kinds: readonly Transfer["kind"][]; none: string };

/** A station's transfers of some kinds, the newest first, live. */
export function FileTransfers({ stationId, title, kinds, none }: FileTransfersProps) {
  const { data, error, refetch } = useQuery(transfersQuery(stationId));
  const layout = fixedLayout(useColumns(kinds.length > 1));
  const rows = data?.items.filter(({ kind }) => kinds.includes(kind));
  return (
    <Panel className={classes["list"] ?? ""} title={title} flush>
      <DataTable label={title} layout={layout} rows={rows} rowId={({ id }) => id} error={data === undefined ? error : null} onRetry={() => void refetch()} empty={<EmptyState icon={IconTransfer} title={none} />} />
    </Panel>
  );
}

function useColumns(several: boolean): readonly TableColumn<Transfer>[] {
  const { t } = useTranslation("software");
  return useMemo(
    () => [
      { id: "created", title: t("transfer.asked"), width: 150, render: ({ createdAt }) => <Instant at={createdAt} style="minute" /> },
      several
        ? { id: "kind", title: t("transfer.kind"), width: 110, render: ({ kind }: Transfer) => t(`kind.${kind}`) }
        : { id: "version", title: t("image.version"), width: 90, render: ({ imageVersion }: Transfer) => imageVersion },
      { id: "state", title: t("transfer.state"), width: 160, render: (transfer) => <TransferProgress transfer={transfer} /> },
      { id: "by", title: t("transfer.by"), width: 130, render: ({ by }) => <span title={by}>{by}</span> },
    ],
    [t, several],
  );
}
