import { useTranslation } from "react-i18next";
import { authentications, dayColumns, figureColumns, listOf, textColumns, type SessionFilters } from "../../api/sessionFilters";
import { ChoiceFilter, DayRangeFilter, RangeFilter, TextFilter } from "../../components/DataTable/filters";
import type { StatisticsPlace } from "./useStatisticsSearch";
import type { ColumnId } from "./useSessionColumns";

type SessionFilterProps = {
  column: ColumnId;
  label: string;
  filters: SessionFilters;
  /** The outlet numbers there are to choose from. */
  outlets: readonly number[];
  onChange: StatisticsPlace["change"];
};

/** How figures are entered: in the unit they are shown in, kept in the API's. */
const entry = {
  durationS: { per: 60, decimals: 0, unit: "min" },
  energyWh: { per: 1000, decimals: 1, unit: "kWh" },
  meterEndWh: { per: 1000, decimals: 1, unit: "kWh" },
} as const;

/** The filter of one column, as its kind asks: words it contains, a range of figures or days, or a choice. */
export function SessionFilter({ column, label, filters, outlets, onChange }: SessionFilterProps) {
  const { t } = useTranslation();
  const text = textColumns.find((candidate) => candidate === column);
  if (text !== undefined) return <TextFilter label={label} value={filters[`${text}.contains`]} onValue={(words) => onChange({ [`${text}.contains`]: words })} />;

  const day = dayColumns.find((candidate) => candidate === column);
  if (day !== undefined) {
    const value = { from: filters[`${day}.from`], to: filters[`${day}.to`] };
    return <DayRangeFilter label={label} value={value} onValue={({ from, to }) => onChange({ [`${day}.from`]: from, [`${day}.to`]: to })} />;
  }

  const figure = figureColumns.find((candidate) => candidate === column);
  if (figure !== undefined) {
    const { per, decimals, unit } = entry[figure];
    const shown = (stored: number | undefined) => (stored === undefined ? undefined : stored / per);
    const stored = (entered: number | undefined) => (entered === undefined ? undefined : Math.round(entered * per));
    return (
      <RangeFilter
        label={label}
        unit={unit}
        decimals={decimals}
        value={{ min: shown(filters[`${figure}.min`]), max: shown(filters[`${figure}.max`]) }}
        onValue={({ min, max }) => onChange({ [`${figure}.min`]: stored(min), [`${figure}.max`]: stored(max) })}
      />
    );
  }

  if (column === "authentication") {
    const choices = authentications.map((value) => ({ value, title: t(`authentication.${value}`) }));
    const chosen = authentications.filter((value) => listOf(filters.authentication).includes(value));
    return <ChoiceFilter label={label} choices={choices} value={chosen} onValue={(values) => onChange({ authentication: joined(values) })} />;
  }

  if (column === "outlet") {
    const chosen = listOf(filters.outlet);
    const numbers = [...new Set([...outlets.map(String), ...chosen])].sort((a, b) => Number(a) - Number(b));
    return <ChoiceFilter label={label} choices={numbers.map((value) => ({ value, title: value }))} value={chosen} onValue={(values) => onChange({ outlet: joined(values) })} />;
  }

  const id = filters.sessionId;
  return (
    <TextFilter
      label={label}
      exact
      value={id === undefined ? undefined : String(id)}
      onValue={(words) => onChange({ sessionId: words !== undefined && /^\d{1,15}$/.test(words) ? Number(words) : undefined })}
    />
  );
}

function joined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(",");
}
