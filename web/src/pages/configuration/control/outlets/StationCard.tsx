import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Node } from "../../../../api/types";
import { Panel } from "../../../../components/Panel";
import { SinceNow } from "../../../../components/SinceNow";
import { CommandConfirmation, type AskedCommand } from "../CommandConfirmation";
import classes from "../Control.module.css";
import { DataTransferDialog } from "./DataTransferDialog";
import { triggeredMessages } from "./triggeredMessages";
import type { Control } from "../useControl";

/** The station as a whole: what it is, and what can be asked of it. */
export function StationCard({ node, control: { refusal, send, isRunning } }: { node: Node | undefined; control: Control }) {
  const { t } = useTranslation("configuration");
  const [asked, setAsked] = useState<AskedCommand | null>(null);
  const [transferring, setTransferring] = useState(false);
  const disabled = refusal !== null;
  const rebooting = isRunning("resetSoft") || isRunning("resetHard");
  const reboot = (name: "resetSoft" | "resetHard") => setAsked({ request: { name }, title: t(`confirm.${name}`), text: t(`confirm.${name}Text`), confirm: t("control.reboot") });
  const wholeOut = () =>
    setAsked({ request: { name: "changeAvailability", outlet: 0, operative: false }, title: t("confirm.wholeOut"), text: t("confirm.wholeOutText"), confirm: t("control.outOfService") });

  return (
    <Panel title={t("control.station")} about={node?.station != null && <About station={node.station} />}>
      <div className={classes["buttons"]}>
        <Menu position="bottom-start">
          <Menu.Target>
            <Button disabled={disabled} loading={rebooting} rightSection={<IconChevronDown size={14} aria-hidden />}>
              {t("control.reboot")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => reboot("resetSoft")}>{t("control.rebootSoft")}</Menu.Item>
            <Menu.Item color="red" onClick={() => reboot("resetHard")}>
              {t("control.rebootHard")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button disabled={disabled} loading={isRunning("clearCache")} onClick={() => send({ name: "clearCache" })}>
          {t("control.clearCache")}
        </Button>
        <Button disabled={disabled} loading={isRunning("triggerMessage")} onClick={() => send({ name: "triggerMessage", message: "statusNotification" })}>
          {t("control.askStatus")}
        </Button>
        <Menu position="bottom-start">
          <Menu.Target>
            <Button disabled={disabled} rightSection={<IconChevronDown size={14} aria-hidden />}>
              {t("control.more")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t("control.trigger")}</Menu.Label>
            {triggeredMessages.map((message) => (
              <Menu.Item key={message} onClick={() => send({ name: "triggerMessage", message })}>
                {t(`triggered.${message}`)}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={() => setTransferring(true)}>{t("control.dataTransfer")}</Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={() => send({ name: "changeAvailability", outlet: 0, operative: true })}>{t("control.wholeIn")}</Menu.Item>
            <Menu.Item color="red" onClick={wholeOut}>
              {t("control.wholeOut")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <CommandConfirmation asked={asked} onClose={() => setAsked(null)} onConfirm={send} />
      {transferring && <DataTransferDialog onClose={() => setTransferring(false)} onSend={send} />}
    </Panel>
  );
}

function About({ station }: { station: NonNullable<Node["station"]> }) {
  const { t } = useTranslation("configuration");
  const { vendor, model, firmwareVersion, lastSeenAt } = station;
  const name = [vendor, model].filter((part) => part !== null).join(" ");
  return (
    <>
      {name === "" ? t("control.unknownModel") : name}
      {firmwareVersion !== null && `, ${t("control.firmware", { version: firmwareVersion })}`}
      {lastSeenAt !== null && (
        <>
          {", "}
          {t("control.seen")} <SinceNow at={lastSeenAt} />
        </>
      )}
    </>
  );
}
