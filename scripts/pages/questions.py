"""``docs/questions.md`` from the headers of ``graph/questions/*.rq``, so that the page is always current."""

from __future__ import annotations

from pathlib import Path

from exokg.answers.find.aliases import ALIASES, Alias
from exokg.curation.questions import Parameter, Question, read_questions

ROOT = Path(__file__).parents[2]
HEAD = Path(__file__).with_name("heads") / "questions.md"


def parameter_line(parameter: Parameter) -> str:
    kind = f"{parameter.type} ({', '.join(parameter.of)})" if parameter.of else parameter.type
    default = "" if parameter.optional else f"; by default `{parameter.default}`"
    return f"* `--{parameter.name}`, {kind}: {parameter.label.removeprefix('optional; ')}{default}"


def section(question: Question) -> str:
    lines = [
        f"## {question.name}",
        "",
        f"**{question.title}** ({question.number}; for {question.audience})",
        "",
    ]
    lines += [question.description, ""]
    lines += [f"No search or table, because {question.because}", ""]
    lines += [*map(parameter_line, question.parameters), *([""] if question.parameters else [])]
    lines += [f"Columns: {', '.join(f'`{column}`' for column in question.columns)}.", ""]
    return "\n".join(lines)


def alias_section(name: str, alias: Alias) -> str:
    lines = [f"## {name}", "", f"**{alias.title}** ({alias.number}; for {alias.audience})", ""]
    lines += [f"The same as `{alias.command(alias.fixed, alias.columns)}`.", ""]
    lines += [*map(parameter_line, alias.asked), *([""] if alias.asked else [])]
    return "\n".join(lines)


def pages() -> dict[str, str]:
    """Return the page of the questions, by its path."""
    questions = read_questions(ROOT / "graph" / "questions")
    titles = {question.name: question.title for question in questions}
    titles |= {name: alias.title for name, alias in ALIASES.items()}
    rows = [f"| [{name}](#{name}) | {title} |" for name, title in sorted(titles.items())]
    listing = "\n".join(["| question | answers |", "|---|---|", *rows])
    parts = {question.name: section(question) for question in questions}
    parts |= {name: alias_section(name, alias) for name, alias in ALIASES.items()}
    sections = "\n".join(parts[name] for name in sorted(parts)).rstrip("\n")
    return {"docs/questions.md": f"{HEAD.read_text(encoding='utf-8')}\n{listing}\n\n{sections}\n"}
