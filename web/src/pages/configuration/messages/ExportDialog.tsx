import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { messageExportPath } from "../../../api/messages";
import { DayRangeFilter } from "../../../components/DataTable/filters";
import { instantsOf, type DayRange } from "../../../format/day";
import { useFormat } from "../../../format/useFormat";

type ExportDialogProps = { stationId: number; from: string | undefined; to: string | undefined; onClose: () => void };

/** Takes the log away for a support case: of which days, and whether it tells who charged. */
export function ExportDialog({ stationId, from, to, onClose }: ExportDialogProps) {
  const { t } = useTranslation("messages");
  const { t: common } = useTranslation();
  const { timeZone } = useFormat();
  const [days, setDays] = useState<DayRange>({ from, to });
  const [maskTags, setMaskTags] = useState(true);
  return (
    <Modal opened onClose={onClose} title={t("export.title")} closeButtonProps={{ "aria-label": common("action.close") }}>
      <Stack>
        <Text>{t("export.text")}</Text>
        <DayRangeFilter label={t("export.days")} value={days} onValue={setDays} />
        <Checkbox label={t("export.maskTags")} description={t("export.maskTagsHint")} checked={maskTags} onChange={(event) => setMaskTags(event.currentTarget.checked)} />
        <Group justify="end" gap="xs">
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button component="a" variant="filled" href={messageExportPath(stationId, instantsOf(days, timeZone), maskTags)} download leftSection={<IconDownload size={16} aria-hidden />} onClick={onClose} data-autofocus>
            {t("export.save")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
