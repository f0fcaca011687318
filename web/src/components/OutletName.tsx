import { useTranslation } from "react-i18next";
import classes from "./OutletName.module.css";

/** An outlet by its station and number; where room is short the station's name is cut, never the number. */
export function OutletName({ station, outlet }: { station: string; outlet: number | null }) {
  const { t } = useTranslation();
  if (outlet === null) return station;
  return (
    <span className={classes["outlet"]} title={t("outletOf", { station, outlet })}>
      <span className={classes["station"]}>{station}</span>
      {" "}
      <span className={classes["number"]}>{t("outletNumber", { outlet })}</span>
    </span>
  );
}
