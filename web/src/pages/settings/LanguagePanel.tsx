import { Input, SegmentedControl, Select, Stack, useMantineColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useChangeMe } from "../../api/me";
import type { Me } from "../../api/types";
import { ProblemAlert } from "../../components/ProblemAlert";
import { Panel } from "../../components/Panel";
import { machineTimeZone } from "../../format/timeZone";
import { formatInstant } from "../../format/instant";
import { speak } from "../../i18n/i18n";
import { isLanguage, languages } from "../../i18n/languages";

/** How the portal speaks and looks to this person; each choice holds at once. */
export function LanguagePanel({ me }: { me: Me }) {
  const { t, i18n } = useTranslation("settings");
  const { t: frame } = useTranslation("frame");
  const changeMe = useChangeMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const zones = useMemo(() => Intl.supportedValuesOf("timeZone"), []);
  const zone = me.timeZone ?? machineTimeZone();
  return (
    <Panel title={t("language.title")}>
      <Stack gap="sm" mt="xs">
        {changeMe.error !== null && <ProblemAlert error={changeMe.error} />}
        <Select
          label={t("language.language")}
          allowDeselect={false}
          data={languages.map(({ code, name }) => ({ value: code, label: name }))}
          value={i18n.language}
          onChange={(language) => {
            if (!isLanguage(language)) return;
            void speak(language);
            changeMe.mutate({ language });
          }}
        />
        <Select
          label={t("language.timeZone")}
          description={t("language.now", { time: formatInstant(new Date(), zone, "minute") })}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t("language.noZone")}
          data={zones.includes(zone) ? zones : [zone, ...zones]}
          limit={200}
          value={zone}
          onChange={(timeZone) => timeZone !== null && changeMe.mutate({ timeZone })}
        />
        <Input.Wrapper label={t("language.theme")} labelElement="div">
          <SegmentedControl
            fullWidth
            aria-label={t("language.theme")}
            data={(["light", "dark", "auto"] as const).map((value) => ({ value, label: frame(`theme.${value}`) }))}
            value={colorScheme}
            onChange={(theme) => {
              setColorScheme(theme);
              changeMe.mutate({ theme });
            }}
          />
        </Input.Wrapper>
      </Stack>
    </Panel>
  );
}
