export { ChoiceFilter } from "./ChoiceFilter";
export { DayRangeFilter } from "./DayRangeFilter";
export { RangeFilter, type Range } from "./RangeFilter";
export { TextFilter } from "./TextFilter";
