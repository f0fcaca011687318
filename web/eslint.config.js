import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import globals from "globals";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts"] },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["*.js", "scripts/*.js"] }, tsconfigRootDir: import.meta.dirname } } },
  reactHooks.configs.flat["recommended-latest"],
  { files: ["src/**/*.tsx"], ...jsxA11y.flatConfigs.strict },
  {
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      // `throw redirect(…)` is how a route sends one elsewhere.
      "@typescript-eslint/only-throw-error": "off",
      // Says that the React compiler would skip a component; we do not use it.
      "react-hooks/incompatible-library": "off",
      // The fields one arrives for are focused: the page has nothing else.
      "jsx-a11y/no-autofocus": "off",
    },
  },
  { files: ["**/*.js"], ...tseslint.configs.disableTypeChecked },
  { files: ["**/*.js"], languageOptions: { globals: globals.node } },
);
