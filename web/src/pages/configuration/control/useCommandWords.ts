import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Command } from "../../../api/types";
import { triggeredMessages } from "./outlets/triggeredMessages";

/** What a command asks for, in words: `Unlock · 2`, `HeartbeatInterval = 240`. */
export function useCommandWords(): (command: Pick<Command, "name" | "parameters">) => string {
  const { t } = useTranslation("configuration");
  const { t: files } = useTranslation("software");
  return useCallback(
    ({ name, parameters }) => {
      const given = parameters;
      const text = (key: string) => (typeof given[key] === "string" || typeof given[key] === "number" ? String(given[key]) : "");
      const at = (words: string, key = "outlet") => (text(key) === "" ? words : `${words} · ${text(key)}`);
      switch (name) {
        case "resetSoft":
        case "resetHard":
        case "clearCache":
          return t(`command.${name}`);
        case "remoteStart":
          return at(at(t("command.remoteStart")), "tag");
        case "remoteStop":
          return at(t("command.remoteStop"), "sessionId");
        case "unlockConnector":
          return at(t("command.unlockConnector"));
        case "changeAvailability": {
          const whole = given["outlet"] === 0;
          const words = given["operative"] === true ? t("command.intoService") : t("command.outOfService");
          return whole ? `${words} · ${t("command.wholeStation")}` : at(words);
        }
        case "changeConfiguration":
          return `${text("key")} = ${text("value")}`;
        case "getConfiguration":
          return t("command.getConfiguration");
        case "triggerMessage": {
          const message = triggeredMessages.find((candidate) => candidate === text("message"));
          return at(message === undefined ? text("message") : t(`triggered.${message}`));
        }
        case "getLocalListVersion":
          return t("command.getLocalListVersion");
        case "sendLocalList":
          return given["update"] === "full" ? t("command.sendLocalListFull") : t("command.sendLocalListChanges");
        case "reserveNow":
          return at(at(t("command.reserveNow")), "tag");
        case "cancelReservation":
          return at(t("command.cancelReservation"), "reservationId");
        case "setChargingProfile":
          return at(t("command.setChargingProfile"));
        case "clearChargingProfile":
          return at(t("command.clearChargingProfile"), "profileId");
        case "getCompositeSchedule":
          return at(t("command.getCompositeSchedule"));
        case "dataTransfer":
          return at(t("command.dataTransfer"), "vendorId");
        case "installCertificate":
        case "getInstalledCertificateIds":
          return `${t(`command.${name}`)} · ${t(`certificate.kind.${text("kind") === "manufacturerRoot" ? "manufacturerRoot" : "centralSystemRoot"}`)}`;
        case "deleteCertificate":
        case "certificateSigned":
          return t(`command.${name}`);
        case "getDiagnostics":
        case "getLog":
        case "updateFirmware":
        case "signedUpdateFirmware":
          return files(`command.${name}`);
        default:
          return name;
      }
    },
    [t, files],
  );
}
