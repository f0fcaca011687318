import { Button, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../../api/problem";
import { fetchSessionExport, mostExcelRows, type ExportKind, type SessionExport } from "../../api/sessionExport";
import type { SessionTotals } from "../../api/types";
import { problemText } from "../../components/problemText";
import { saveFile } from "../../components/saveFile";
import { useFormat } from "../../format/useFormat";

/** The notice of progress is brought up to date this often. */
const progressMs = 300;
const doneMs = 6000;

/**
 * Exports what is listed to a file. A notice tells how far it has come; the page can be left meanwhile. What Excel cannot hold is offered as CSV.
 */
export function useExport(): (kind: ExportKind, wanted: SessionExport, totals: SessionTotals | undefined) => void {
  const { t } = useTranslation("statistics");
  const { t: common } = useTranslation();
  const format = useFormat();

  return useCallback(
    (kind, wanted, totals) => {
      const run = async (as: ExportKind) => {
        const title = t(`export.${as}`);
        const running = { title, loading: true, autoClose: false, withCloseButton: false } as const;
        const id = notifications.show({ ...running, message: t("export.preparing") });
        const finish = (end: { title: string; message: string; color?: string; autoClose: number | false }) => notifications.update({ id, loading: false, withCloseButton: true, ...end });
        let toldAt = 0;
        try {
          const file = await fetchSessionExport(as, wanted, (bytes) => {
            if (Date.now() - toldAt < progressMs) return;
            toldAt = Date.now();
            notifications.update({ ...running, id, message: t("export.progress", { megabytes: format.number(bytes / 1e6, 1) }) });
          });
          const name = `${t("export.fileName")}-${format.instant(new Date(), "day")}.${as}`;
          saveFile(file, name);
          finish({ title, message: t("export.done", { file: name }), autoClose: doneMs });
        } catch (error) {
          if (error instanceof Problem && error.is("too-large")) {
            notifications.hide(id);
            offerCsv();
            return;
          }
          const problem = problemText(error, common);
          finish({ title: t("export.failed"), message: problem.detail ?? problem.title, color: "red", autoClose: false });
        }
      };

      const offerCsv = () => {
        const id = notifications.show({
          title: t("export.tooMany", { rows: format.number(mostExcelRows) }),
          color: "yellow",
          autoClose: false,
          message: (
            <Stack gap="xs" align="start">
              {t("export.tooManyHint")}
              <Button
                size="compact-sm"
                onClick={() => {
                  notifications.hide(id);
                  void run("csv");
                }}
              >
                {t("export.csv")}
              </Button>
            </Stack>
          ),
        });
      };

      if (kind === "xlsx" && totals !== undefined && totals.count > mostExcelRows) offerCsv();
      else void run(kind);
    },
    [t, common, format],
  );
}
