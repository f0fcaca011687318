/** XML with a line for each element, indented by depth; texts stay as they are, and what is not well-formed keeps its order all the same. */
export function indentedXml(xml: string): string {
  const parts = xml.match(/<[^>]*>|[^<]+/g) ?? [];
  const lines: string[] = [];
  let depth = 0;
  let opened = false;
  for (const part of parts.map((text) => text.trim()).filter((text) => text !== "")) {
    const closes = part.startsWith("</");
    const isTag = part.startsWith("<");
    if (closes) depth = Math.max(0, depth - 1);
    // A text and the end of its element stand on the line where the element began.
    if ((!isTag || closes) && opened) lines.push((lines.pop() ?? "") + part);
    else lines.push("  ".repeat(depth) + part);
    const opens = isTag && !closes && !part.startsWith("<?") && !part.startsWith("<!") && !part.endsWith("/>");
    if (opens) depth += 1;
    opened = opens || (!isTag && opened);
  }
  return lines.join("\n");
}
