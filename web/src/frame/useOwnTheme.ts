import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { meQuery } from "../api/me";

/** Shows the theme the viewer has chosen, wherever they chose it. */
export function useOwnTheme(): void {
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  const { setColorScheme } = useMantineColorScheme();
  const theme = me?.theme;
  useEffect(() => {
    if (theme === "light" || theme === "dark" || theme === "auto") setColorScheme(theme);
  }, [theme, setColorScheme]);
}
