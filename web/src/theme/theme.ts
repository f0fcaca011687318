import {
  ActionIcon,
  Button,
  colorsTuple,
  createTheme,
  Input,
  InputWrapper,
  Kbd,
  Menu,
  Modal,
  Popover,
  Tabs,
  Text,
  Tooltip,
  virtualColor,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from "@mantine/core";

// Mantine's own neutrals, laid onto the tokens' steps so that its hover, border and disabled shades fit ours.
const gray: MantineColorsTuple = [
  "#f5f6f8", "#f0f3f6", "#e3e7ec", "#cfd6de", "#b6c0cb", "#8993a1", "#5c6775", "#3a4658", "#2a3341", "#171d26",
];
const dark: MantineColorsTuple = [
  "#e6ebf2", "#c7d0dc", "#9aa6b5", "#8290a1", "#364252", "#262f3b", "#1d2530", "#171d26", "#10151c", "#0c1016",
];
const red: MantineColorsTuple = [
  "#fdeaea", "#fbd3d3", "#f6a9a9", "#f07c7c", "#e85555", "#dc3d3d", "#c92a2a", "#b92323", "#b02525", "#821818",
];

/** The design's tokens as a Mantine theme: the primary colour is the text's own, status colours stay with status. */
export const theme = createTheme({
  white: "#fff",
  black: "#171d26",
  colors: {
    gray,
    dark,
    red,
    graphite: colorsTuple("#171d26"),
    mist: colorsTuple("#e6ebf2"),
    primary: virtualColor({ name: "primary", light: "graphite", dark: "mist" }),
  },
  primaryColor: "primary",
  autoContrast: true,
  defaultRadius: "sm",
  radius: { xs: "0.25rem", sm: "0.4375rem", md: "0.5rem", lg: "0.75rem", xl: "1.25rem" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  fontFamily: "var(--font)",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.45", lg: "1.45", xl: "1.3" },
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.25rem", lineHeight: "1.3" },
      h2: { fontSize: "0.8125rem", lineHeight: "1.4" },
      h3: { fontSize: "0.8125rem", lineHeight: "1.4" },
    },
  },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: Button.extend({
      defaultProps: { size: "sm", variant: "default" },
      vars: (_, props) =>
        props.size === "sm" ? { root: { "--button-height": "2rem", "--button-padding-x": "0.75rem", "--button-fz": "0.8125rem" } } : { root: {} },
      styles: { root: { fontWeight: 550 } },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: "subtle", color: "gray" },
      vars: (_, props) => ({ root: props.variant === "subtle" && props.color === "gray" ? { "--ai-color": "var(--muted)", "--ai-hover": "var(--hover)" } : {} }),
    }),
    Input: Input.extend({ vars: (_, props) => (props.size === undefined || props.size === "sm" ? { wrapper: { "--input-height": "2rem", "--input-fz": "0.8125rem" } } : { wrapper: {} }) }),
    InputWrapper: InputWrapper.extend({ defaultProps: { size: "sm" }, styles: { label: { marginBottom: "0.1875rem" }, description: { marginBottom: "0.1875rem" } } }),
    Kbd: Kbd.extend({ styles: { root: { fontFamily: "var(--font)", fontWeight: 500 } } }),
    Modal: Modal.extend({ defaultProps: { radius: "md", centered: true, overlayProps: { backgroundOpacity: 0.45 } } }),
    Menu: Menu.extend({ defaultProps: { radius: "md", shadow: "raised" } }),
    Popover: Popover.extend({ defaultProps: { radius: "md", shadow: "raised" } }),
    // Mantine takes the contrast of a colour that switches with the scheme from the light one.
    Tabs: Tabs.extend({ vars: (_, props) => ({ root: props.variant === "pills" ? { "--tabs-color": "var(--text)", "--tabs-text-color": "var(--surface)" } : {} }) }),
    Text: Text.extend({ defaultProps: { size: "sm" } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: false } }),
  },
  shadows: { raised: "var(--shadow-raised)" },
});

/** Points Mantine's semantic colours at the tokens, in both schemes alike since the tokens themselves switch. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const semantic = {
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-text": "var(--text)",
    "--mantine-color-dimmed": "var(--muted)",
    "--mantine-color-placeholder": "var(--faint)",
    "--mantine-color-anchor": "var(--on-charging-soft)",
    "--mantine-color-error": "var(--on-fault-soft)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--hover)",
    "--mantine-color-default-color": "var(--text)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-red-light": "var(--fault-soft)",
    "--mantine-color-red-light-hover": "var(--fault-soft)",
    "--mantine-color-red-light-color": "var(--on-fault-soft)",
    "--mantine-color-gray-light": "var(--offline-soft)",
    "--mantine-color-gray-light-hover": "var(--offline-soft)",
    "--mantine-color-gray-light-color": "var(--on-offline-soft)",
  };
  return { variables: {}, light: semantic, dark: semantic };
};
