import { Autocomplete, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../access/capability";
import { searchQuery } from "../../../../api/search";

/** As many characters as OCPP gives an idTag. */
const longestTag = 20;

type StartDialogProps = { outlet: number; onClose: () => void; onStart: (tag: string) => void };

/** Asks on whose tag to start: searched for by tag or person, or typed. */
export function StartDialog({ outlet, onClose, onStart }: StartDialogProps) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const seesTags = useMay("viewTags");
  const [tag, setTag] = useState("");
  const [words] = useDebouncedValue(tag.trim(), 200);
  const { data } = useQuery({ ...searchQuery(words), enabled: seesTags && words.length > 1 });
  const owners = new Map(data?.items.filter(({ kind }) => kind === "tag").map(({ title, subtitle }) => [title, subtitle]) ?? []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onStart(tag.trim());
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t("start.title", { outlet })} closeButtonProps={{ "aria-label": common("action.close") }}>
      <form onSubmit={submit}>
        <Stack>
          <Autocomplete
            label={t("start.tag")}
            description={seesTags ? t("start.tagHint") : undefined}
            data={[...owners.keys()]}
            // The portal has already searched, also by the owner's name.
            filter={({ options }) => options}
            renderOption={({ option }) => (
              <div>
                {option.value}
                <Text size="xs" c="dimmed">
                  {owners.get(option.value)}
                </Text>
              </div>
            )}
            value={tag}
            onChange={setTag}
            maxLength={longestTag}
            data-autofocus
            required
          />
          <Group justify="end" gap="xs">
            <Button onClick={onClose}>{common("action.cancel")}</Button>
            <Button type="submit" variant="filled" disabled={tag.trim() === ""}>
              {t("start.start")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
