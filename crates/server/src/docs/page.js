"use strict";

/** Makes an element with text or children; never from markup, so nothing in the document can act as script. */
function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

/** The type of a schema in a few words, with links to named shapes. */
function typeOf(schema) {
  if (!schema) return document.createTextNode("any");
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    return element("a", { href: `#shape-${name}`, textContent: name });
  }
  const parts = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (parts) {
    const joined = element("span", {});
    parts.forEach((part, index) => joined.append(index ? (schema.allOf ? " & " : " | ") : "", typeOf(part)));
    return joined;
  }
  if (schema.enum) return document.createTextNode(schema.enum.map((value) => JSON.stringify(value)).join(" | "));
  if (schema.type === "array" || schema.type?.includes?.("array")) return element("span", {}, typeOf(schema.items), "[]");
  const types = [schema.type ?? "any"].flat().join(" | ");
  return document.createTextNode(schema.format ? `${types} (${schema.format})` : types);
}

function rows(head, lines) {
  if (lines.length === 0) return undefined;
  const table = element("table", {}, element("tr", {}, ...head.map((text) => element("th", { textContent: text }))));
  for (const cells of lines) table.append(element("tr", {}, ...cells.map((cell) => element("td", {}, cell ?? ""))));
  return table;
}

function content(holder) {
  const [kind, value] = Object.entries(holder?.content ?? {})[0] ?? [];
  return kind ? element("span", {}, typeOf(value.schema), kind === "application/json" ? "" : ` (${kind})`) : "";
}

function operation(path, method, described) {
  const parameters = (described.parameters ?? []).map((parameter) => [
    element("code", { textContent: parameter.name }),
    parameter.in + (parameter.required ? ", required" : ""),
    typeOf(parameter.schema),
    parameter.description,
  ]);
  const responses = Object.entries(described.responses ?? {}).map(([status, response]) => [status, content(response), response.description]);
  const body = described.requestBody && element("p", {}, "Body: ", content(described.requestBody));
  const made = element("details", { className: method },
    element("summary", {}, element("span", { className: "method", textContent: method.toUpperCase() }),
      element("code", { textContent: path }), element("span", { textContent: described.summary ?? "" })),
    element("p", { className: "description", textContent: described.description ?? "" }),
    rows(["parameter", "in", "type", ""], parameters), body, rows(["status", "answer", ""], responses));
  made.dataset.words = `${method} ${path} ${described.summary ?? ""} ${described.description ?? ""} ${(described.tags ?? []).join(" ")}`.toLowerCase();
  return made;
}

function shape(name, schema) {
  const members = [schema, ...(schema.allOf ?? [])].flatMap((part) => Object.entries(part.properties ?? {}).map(([member, type]) => [
    element("code", { textContent: member + (part.required?.includes(member) ? "" : "?") }), typeOf(type), type.description,
  ]));
  return element("details", { id: `shape-${name}` }, element("summary", {}, element("code", { textContent: name })),
    element("p", { className: "description", textContent: schema.description ?? "" }),
    members.length ? rows(["member", "type", ""], members) : element("p", {}, typeOf(schema)));
}

async function show() {
  const answer = await fetch("/api/openapi.json");
  const described = await answer.json();
  document.getElementById("about").textContent = `${described.info.description} Version ${described.info.version}.`;
  const operations = document.getElementById("operations");
  operations.replaceChildren();
  for (const [path, item] of Object.entries(described.paths)) {
    for (const method of ["get", "post", "put", "patch", "delete"]) {
      if (item[method]) operations.append(operation(path, method, item[method]));
    }
  }
  operations.removeAttribute("aria-busy");
  const schemas = document.getElementById("schemas");
  for (const [name, schema] of Object.entries(described.components?.schemas ?? {})) schemas.append(shape(name, schema));
  document.getElementById("find").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/);
    for (const made of operations.children) made.hidden = !words.every((word) => made.dataset.words.includes(word));
  });
  window.addEventListener("hashchange", openTarget);
  openTarget();
}

function openTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target) {
    target.open = true;
    target.scrollIntoView();
  }
}

show().catch((error) => {
  document.getElementById("operations").textContent = `The document cannot be read: ${error.message}`;
});
