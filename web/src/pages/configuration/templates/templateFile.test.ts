import { describe, expect, test } from "vitest";
import { readTemplateFile, templateCsv, templateJson } from "./templateFile";

const template = { name: "Garage", vendor: "Chargestorm", model: null, keys: [{ key: "MeterValuesSampledData", value: 'Voltage,"SoC"' }, { key: "HeartbeatInterval", value: "60" }] };

describe("a template's file", () => {
  test("is read as it was written", () => {
    expect(readTemplateFile("x.json", templateJson(template))).toEqual(template);
    expect(readTemplateFile("Garage.csv", templateCsv(template.keys))).toEqual({ ...template, vendor: null });
  });

  test("may be written by a spreadsheet", () => {
    expect(readTemplateFile("A.csv", "\uFEFFKey;Value\r\nA;1,5\r\nB;\"x;y\"\r\n")?.keys).toEqual([{ key: "A", value: "1,5" }, { key: "B", value: "x;y" }]);
  });

  test.each(["", "name\n1", "{", '{"name":1,"keys":[]}', '{"name":"a","keys":[{"key":1}]}'])("is refused when it is none: %s", (text) => {
    expect(readTemplateFile("x", text)).toBeNull();
  });
});
