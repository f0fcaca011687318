import { Skeleton, Stack } from "@mantine/core";
import classes from "./AppFrame.module.css";
import sideClasses from "./SidePanel.module.css";

/** The frame before anything is known: the same places, empty, so that nothing jumps when they fill. */
export function FramePending() {
  return (
    <div className={classes["frame"]} style={{ ["--side-width" as string]: "288px" }} aria-busy>
      <aside className={`${sideClasses["side"]} ${classes["pendingSide"]}`} />
      <div className={classes["main"]}>
        <div className={classes["pendingBar"]} />
        <div className={classes["page"]}>
          <PagePending />
        </div>
      </div>
    </div>
  );
}

/** A page whose code or first answer is on its way. */
export function PagePending() {
  return (
    <Stack gap="md" flex={1} aria-busy>
      <Skeleton h={26} w={180} />
      <Skeleton h={240} radius="md" />
      <Skeleton h={240} radius="md" />
    </Stack>
  );
}
