/** `/api/docs`: the description of the surface as a page, without a script and without anything from elsewhere. */
import type { OpenApi, OpenApiOperation } from './openapi';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1rem; text-transform: capitalize; margin: 2rem 0 .5rem; }
details { border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: 6px; margin: .4rem 0; }
summary { padding: .5rem .8rem; cursor: pointer; } details > div { padding: 0 .8rem .8rem; }
code { font: 13px ui-monospace, monospace; } b.get { color: #2b7; } b.post { color: #48f; }
b { display: inline-block; min-width: 3.2rem; text-transform: uppercase; font-size: .75rem; }
table { border-collapse: collapse; } td { padding: .15rem 1rem .15rem 0; vertical-align: top; }
pre { overflow: auto; max-height: 24rem; background: color-mix(in srgb, currentColor 6%, transparent); padding: .6rem; border-radius: 6px; }
h3 { font-size: .85rem; margin: .8rem 0 .2rem; }`;

const block = (title: string, value: unknown) =>
  `<h3>${escape(title)}</h3><pre><code>${escape(JSON.stringify(value, null, 2))}</code></pre>`;

function operationPart(method: string, path: string, operation: OpenApiOperation): string {
  const rows = operation.parameters.map(
    ({ name, in: place, description }) =>
      `<tr><td><code>${escape(name)}</code></td><td>${place}</td><td>${escape(description ?? '')}</td></tr>`,
  );
  const answers = Object.entries(operation.responses).map(([status, { description, content }]) =>
    content ? block(`${status}: ${description}`, content) : `<h3>${status}: ${escape(description)}</h3>`,
  );
  return `<details><summary><b class="${method}">${method}</b> <code>${escape(path)}</code> ${escape(operation.summary)}</summary>
<div>${rows.length > 0 ? `<h3>Parameters</h3><table>${rows.join('')}</table>` : ''}
${operation.requestBody === undefined ? '' : block('Body', operation.requestBody)}${answers.join('')}</div></details>`;
}

export function docsPage(api: OpenApi): string {
  const byTag = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(api.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? '';
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationPart(method, path, operation)]);
    }
  const parts = [...byTag].map(([tag, operations]) => `<h2>${escape(tag)}</h2>${operations.join('')}`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(api.info.title)}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>${style}</style></head><body>
<h1>${escape(api.info.title)} ${escape(api.info.version)}</h1>
<p>${escape(api.info.description)} The same as <a href="/api/openapi.json">OpenAPI</a>. Where a key is set, send it as <code>X-API-Key</code>.</p>
${parts.join('')}</body></html>`;
}
