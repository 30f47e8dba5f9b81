"""``docs/questions.md`` from the headers of ``graph/questions/*.rq``, so that the page is always current."""

from __future__ import annotations

from pathlib import Path

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
    lines += [*map(parameter_line, question.parameters), *([""] if question.parameters else [])]
    lines += [f"Columns: {', '.join(f'`{column}`' for column in question.columns)}.", ""]
    return "\n".join(lines)


def pages() -> dict[str, str]:
    """Return the page of the questions, by its path."""
    questions = read_questions(ROOT / "graph" / "questions")
    rows = [f"| [{question.name}](#{question.name}) | {question.title} |" for question in questions]
    listing = "\n".join(["| question | answers |", "|---|---|", *rows])
    sections = "\n".join(map(section, questions)).rstrip("\n")
    return {"docs/questions.md": f"{HEAD.read_text(encoding='utf-8')}\n{listing}\n\n{sections}\n"}
