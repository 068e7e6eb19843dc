"""The results as a person reads them."""

import textwrap

COLUMNS = ["path", "case", "from", "to", "steps", "verdicts", "minutes", "result"]


def table(results):
    rows = [
        [r.path, r.case, r.source, r.target, str(r.steps or ""), r.verdicts, f"{r.minutes:.1f}", r.verdict] for r in results
    ]
    widths = [max(len(row[i]) for row in [COLUMNS, *rows]) for i in range(len(COLUMNS))]
    lines = ["  ".join(word.ljust(width) for word, width in zip(COLUMNS, widths)).rstrip()]
    lines.append("  ".join("-" * width for width in widths))
    for row, result in zip(rows, results):
        lines.append("  ".join(word.ljust(width) for word, width in zip(row, widths)).rstrip())
        for seen in result.evidence:
            lines.append("    " + evidence(seen))
        if result.problem:
            lines += textwrap.wrap(result.problem, 140, initial_indent="    ", subsequent_indent="      ")
    return "\n".join(lines)


def evidence(seen):
    mark = "ok " if seen["ok"] else "NOT"
    arrow = f"{seen['before']} -> {seen['after']}" if seen["before"] else seen["after"]
    text = f"{mark} {seen['what']}: {arrow}"
    if "wanted" in seen:
        text += f" (wanted {seen['wanted']})"
    return " ".join(text.split())[:220]
