/** The look of report.html: one column, quiet lines, light or dark as the reader's system is; prints in black on white. */
export const style = `
:root { color-scheme: light dark; --text: #1c1e21; --quiet: #5f6670; --line: #dfe3e8; --ground: #ffffff; --panel: #f5f7f9; --accent: #0072b2; --warn: #b34700; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e8eb; --quiet: #9aa3ad; --line: #343a41; --ground: #16191d; --panel: #1f2429; --accent: #6cb9e6; --warn: #ff9d5c; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
main { max-width: 58rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.2rem; margin: 2.6rem 0 .8rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
.about { font-size: 1.1rem; margin: 0 0 1rem; max-width: 46rem; }
.facts { list-style: none; margin: 0; padding: 0; color: var(--quiet); font-size: .92rem; }
.notice { border-left: 4px solid var(--warn); background: var(--panel); padding: .8rem 1rem; margin: 1.4rem 0 0; }
/* What lies beyond the edge is announced by a shade there, which the ground covers once it is scrolled to. */
.scroll { overflow-x: auto; background: linear-gradient(to left, var(--ground) 2rem, transparent) right / 4rem 100% no-repeat local, linear-gradient(to left, var(--line), transparent) right / 1.2rem 100% no-repeat scroll; }
.scroll + .scroll { margin-top: 1.6rem; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th { text-align: left; font-weight: 600; color: var(--quiet); white-space: nowrap; }
th, td { padding: .32rem .9rem .32rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; }
td.half { white-space: nowrap; color: var(--quiet); padding-left: 0; }
th.mean, td.mean { padding-right: .35rem; }
td.sub { padding-left: 1.2rem; color: var(--quiet); }
/* A sentence that shrinks to a word a line makes a row as tall as a page. */
td.words { min-width: 15rem; }
td.name { min-width: 9rem; max-width: 20rem; overflow-wrap: anywhere; }
.off { color: var(--warn); font-weight: 700; }
a { color: var(--accent); }
figure { margin: 1.2rem 0; padding: .6rem; background: #ffffff; border: 1px solid var(--line); border-radius: 8px; break-inside: avoid; }
figure svg { display: block; max-width: 100%; height: auto; }
figcaption { color: #5f6670; font-size: .88rem; padding: .4rem .5rem .1rem; }
ol.formulas { padding-left: 1.4rem; }
.formulas li { margin: .3rem 0; }
.kind { color: var(--quiet); }
details { margin: .8rem 0; }
summary { cursor: pointer; color: var(--accent); }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .9rem 1rem; overflow-x: auto; font: .82rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; }
footer { margin-top: 3rem; color: var(--quiet); font-size: .85rem; }
@media screen and (max-width: 45rem) {
  main { padding: 1.5rem .9rem 3rem; }
  th, td { padding-right: .6rem; }
  /* What a row is of stays in sight while the rest is scrolled. */
  .scroll th:first-child, .scroll td:first-child { position: sticky; left: 0; background: var(--ground); }
  td.name { min-width: 0; max-width: 8rem; }
  td.words { min-width: 26rem; }
  figure { overflow-x: auto; }
  figure svg { max-width: none; width: 42rem; }
}
@media print {
  :root { --text: #000; --quiet: #444; --line: #bbb; --ground: #fff; --panel: #fff; --accent: #000; --warn: #000; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; }
  tr, .notice { break-inside: avoid; }
}
`;
