import { Button, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { imagesQuery } from "../../../../api/files";
import type { Image, Node } from "../../../../api/types";
import { Panel } from "../../../../components/Panel";
import { instantOf } from "../../../../format/day";
import { useFormat } from "../../../../format/useFormat";
import { CommandConfirmation, type AskedCommand } from "../CommandConfirmation";
import type { SectionProps } from "../sections";
import classes from "./Files.module.css";
import { FileTransfers } from "./FileTransfers";

/** Replaces a station's firmware by an image, now or later, and shows how it goes. */
export function SoftwareSection({ station, node, control: { refusal, send } }: SectionProps) {
  const { t } = useTranslation("software");
  const format = useFormat();
  const { data } = useQuery(imagesQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const [later, setLater] = useState("");
  const [signed, setSigned] = useState(false);
  const [asked, setAsked] = useState<AskedCommand | null>(null);
  const images = data?.items ?? [];
  const image = images.find(({ id }) => String(id) === chosen);
  const maySign = image?.signed === true && (node?.station?.commands.includes("signedUpdateFirmware") ?? false);
  const retrieveAt = later === "" ? undefined : instantOf(later, format.timeZone);
  const update = () => {
    if (image === undefined) return;
    const when = retrieveAt === undefined ? {} : { retrieveAt };
    setAsked({
      request: maySign && signed ? { name: "signedUpdateFirmware", imageId: image.id, ...when } : { name: "updateFirmware", imageId: image.id, ...when },
      title: t("update.confirm", { version: image.version }),
      text: t("update.confirmText"),
      confirm: t("update.start"),
    });
  };
  return (
    <Stack>
      <Panel title={t("update.title")} about={node?.station?.firmwareVersion == null ? t("update.unknown") : t("update.runs", { version: node.station.firmwareVersion })}>
        <div className={classes["form"]}>
          <Select
            label={t("update.image")}
            placeholder={images.length === 0 ? t("update.noImages") : t("update.choose")}
            data={images.map((candidate) => ({ value: String(candidate.id), label: labelOf(candidate), disabled: !fits(candidate, node) }))}
            value={chosen}
            onChange={setChosen}
            searchable
          />
          <TextInput type="datetime-local" label={t("update.later")} description={t("update.laterHint", { zone: format.timeZone })} value={later} onChange={(event) => setLater(event.currentTarget.value)} />
          {maySign && <Switch label={t("update.signed")} checked={signed} onChange={(event) => setSigned(event.currentTarget.checked)} />}
          <Button variant="filled" disabled={refusal !== null || image === undefined || (later !== "" && retrieveAt === undefined)} onClick={update}>
            {t("update.start")}
          </Button>
        </div>
        {refusal !== null && (
          <Text c="dimmed" mt="xs">
            {refusal}
          </Text>
        )}
      </Panel>
      <FileTransfers stationId={station.id} title={t("update.history")} kinds={["firmware"]} none={t("update.none")} />
      <CommandConfirmation asked={asked} onClose={() => setAsked(null)} onConfirm={send} />
    </Stack>
  );
}

function labelOf({ name, version, vendor, model }: Image): string {
  return [version, name, [vendor, model].filter((part) => part !== "").join(" ")].filter((part) => part !== "").join(" · ");
}

/** Whether an image is for such a station, by what the station told of itself. */
function fits({ vendor, model }: Image, node: Node | undefined): boolean {
  const same = (wanted: string, told: string | null | undefined) => wanted === "" || told == null || wanted.trim().toLowerCase() === told.trim().toLowerCase();
  return same(vendor, node?.station?.vendor) && same(model, node?.station?.model);
}
