"""The program as people run it: answers on stdout, the rest on stderr, exit codes, nothing half-written."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from exokg import __version__
from exokg.cli import main

pytestmark = pytest.mark.slow

HANG_S = 600  # a guard, not a limit: nothing here depends on how fast the machine is
EXOKG = Path(sys.executable).with_name("exokg")
STUDIES = "SELECT ?s ?title { ?s a exokg:Study ; rdfs:label ?title } ORDER BY ?s LIMIT 3"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def env(built: Path, tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "EXOKG_STORE": str(built), "XDG_CACHE_HOME": str(tmp_path / "cache")}


def process(*words: str, env: dict[str, str], text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own."""
    return subprocess.run(
        [EXOKG, *words], env=env, input=text, capture_output=True, text=True, timeout=HANG_S, check=False
    )


def exokg(*words: str, env: dict[str, str], text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in this process, where neither signals nor streams nor imports matter."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with pytest.MonkeyPatch.context() as patched:
        for name, value in env.items():
            patched.setenv(name, value)
        for name, stream in (("stdin", io.StringIO(text)), ("stdout", out), ("stderr", err)):
            patched.setattr(sys, name, stream)
        code = main(words)
        out.flush()
    printed = out.buffer.getvalue().decode()
    return subprocess.CompletedProcess(words, code, printed, err.getvalue())


def refused(done: subprocess.CompletedProcess[str], code: int, said: str) -> None:
    """Nothing on stdout, the reason in one line (and a hint), no traceback, the right code."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if not line.startswith(("  hint:", "warning:"))]
    assert len(lines) == 1, done.stderr


def test_query_answers_on_stdout_alone(env: dict[str, str]) -> None:
    done = process("-q", "query", STUDIES, env=env)
    assert done.returncode == 0, done.stderr
    head, *rows = done.stdout.splitlines()
    assert head == "s,title"
    assert len(rows) == 3
    assert done.stderr == ""


def test_query_reads_text_file_question_and_stdin(env: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text("ASK { ?s a exokg:Study }")
    for words, text in (([str(path)], ""), (["-"], path.read_text()), (["ASK { ?s a exokg:Study }"], "")):
        assert exokg("query", *words, env=env, text=text).stdout == "true\n"
    assert exokg("query", "conflicts", env=env).stdout.startswith("subjectName,")
    assert json.loads(exokg("query", STUDIES, "-f", "json", env=env).stdout)["head"]["vars"] == ["s", "title"]
    triples = exokg("query", "CONSTRUCT WHERE { ?s exokg:increases ?o }", "-f", "nt", env=env).stdout
    assert triples.count(" .\n") == len(triples.splitlines()) > 3


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?s { ?s nope:p ?o }", "<query>:1:16: the prefix nope: is not declared"),
        ("SELECT ?s { ?s ?p ?o", "<query>:1:11: '{' is never closed"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("LOAD <http://127.0.0.1:1/>", "LOAD is refused"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE is refused"),
        ("SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }", "names no graph of this store"),
        ("SELECT * " + "{" * 3000 + "}" * 3000, "nested deeper than 64"),
        ("no-such-question", "neither a file nor a question"),
        ("pathway-suport", "did you mean pathway-support"),
        ("", "<query>"),
        ("no/such/file.rq", "no such file"),
    ],
)
def test_bad_queries(env: dict[str, str], query: str, said: str) -> None:
    refused(exokg("query", query, env=env), 2, said)


def test_a_format_that_does_not_fit_the_answer_is_named(env: dict[str, str]) -> None:
    refused(exokg("query", STUDIES, "-f", "docx", env=env), 2, "unknown format 'docx'")
    refused(
        exokg("query", STUDIES, "-f", "ttl", env=env), 2, "SELECT and ASK answer in other formats than ttl"
    )
    graph = exokg("query", "DESCRIBE exokg:Study", "-f", "csv", env=env)
    refused(graph, 2, "CONSTRUCT and DESCRIBE answer in other formats than csv")


def test_the_help_names_every_format(env: dict[str, str]) -> None:
    from exokg.answers.formats import FORMATS
    from exokg.rdf.serialisation import TRIPLE_FORMATS

    for command, known in (("query", (*FORMATS, *TRIPLE_FORMATS)), ("ask", FORMATS), ("stats", FORMATS)):
        text = " ".join(exokg(command, "--help", env=env).stdout.split())
        listed = text[text.index("--format FORMAT") :]
        assert all(name in listed for name in known)


def test_faults_in_a_file_name_the_file(env: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "bad.rq"
    path.write_text("SELECT ?s {\n  ?s ?p }\n")
    refused(exokg("query", str(path), env=env), 2, f"{path}:3:1: ")
    path.write_bytes(b"ASK { ?s ?p '\xe9' }")
    refused(exokg("query", str(path), env=env), 2, "not UTF-8 text")


def test_bad_words(env: dict[str, str], tmp_path: Path) -> None:
    refused(exokg("query", STUDIES, "-f", "xlsx", env=env), 2, "unknown format 'xlsx'")
    refused(exokg("export", "-o", str(tmp_path / "a.docx"), env=env), 2, "no format for .docx")
    refused(exokg("query", STUDIES, "--store", str(tmp_path / "none"), env=env), 2, "there is no store here")
    refused(exokg("show", "no such thing", env=env), 2, "nothing in the graph goes by")
    unknown = exokg("qeury", env=env)
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "Did you mean 'query'" in unknown.stderr
    assert exokg("query", STUDIES, "--timeout-s", "soon", env=env).returncode == 2


def test_broken_and_unreadable_stores(env: dict[str, str], tmp_path: Path) -> None:
    turtle = tmp_path / "broken.ttl"
    turtle.write_text("<urn:a> <urn:b> .\n")
    refused(exokg("query", "ASK { ?s ?p ?o }", "--store", str(turtle), env=env), 2, "broken.ttl:1:")
    turtle.write_text("<urn:a> <urn:b> 1 .\n")
    assert exokg("query", "ASK { ?s ?p ?o }", "--store", str(turtle), env=env).stdout == "true\n"
    store = tmp_path / "store"
    shutil.copytree(env["EXOKG_STORE"], store, symlinks=True)
    manifest = next((store / "current" / "quads").glob("MANIFEST-*"))
    os.truncate(manifest, manifest.stat().st_size // 2)
    refused(exokg("query", "ASK { ?s ?p ?o }", "--store", str(store), env=env), 2, manifest.name)


def test_a_broken_record_refuses_the_build(env: dict[str, str], tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    graph.mkdir()
    (graph / "studies").mkdir()
    for name in ("terms", "clusters", "readers", "excluded"):
        source = Path(__file__).parents[2] / "graph" / f"{name}.tsv"
        (graph / f"{name}.tsv").write_text(source.read_text().partition("\n")[0] + "\n")
    (graph / "studies" / "a-2020.yaml").write_text("kind: study\nkind: study\n")
    out = tmp_path / "out"
    done = exokg("build", "-g", str(graph), "-o", str(out), env=env)
    assert (done.returncode, done.stdout) == (1, "")
    assert "a-2020.yaml:2:1: ERROR" in done.stderr
    assert "nothing was built" in done.stderr
    assert not (out / "current").exists()
    refused(exokg("build", "-g", str(tmp_path / "none"), "-o", str(out), env=env), 2, "no such folder")


def test_timeout_is_two(env: dict[str, str]) -> None:
    refused(process("query", ENDLESS, "--timeout-s", "0.5", env=env), 2, "stopped after 0.5 s")
    refused(process("query", ENDLESS, "--memory-mb", "10", env=env), 2, "MB of memory")


def test_a_sandbox_changes_no_answer(env: dict[str, str], tmp_path: Path) -> None:
    for form in ("csv", "table"):
        plain, enclosed = (
            exokg("query", STUDIES, "-f", form, *more, env=env) for more in ((), ("--sandbox",))
        )
        assert (enclosed.returncode, enclosed.stdout) == (0, plain.stdout), enclosed.stderr
    target = tmp_path / "answer.csv"
    assert exokg("query", STUDIES, "--sandbox", "-o", str(target), env=env).returncode == 0
    assert target.read_text().count("\n") == 4
    refused(exokg("query", "SELECT nonsense", "--sandbox", env=env), 2, "<query>:1:16")
    refused(process("query", ENDLESS, "--sandbox", "--timeout-s", "0.5", env=env), 2, "stopped after 0.5 s")
    endpoint = ("--store", "http://127.0.0.1:9/")
    refused(exokg("query", "ASK {}", "--sandbox", *endpoint, env=env), 2, "for a store on this machine")


@pytest.mark.parametrize("query", [ENDLESS, "SELECT * { ?a ?b ?c . ?d ?e ?f }"])
def test_interrupt_is_130_and_quiet(env: dict[str, str], query: str, tmp_path: Path) -> None:
    target = tmp_path / "out.tsv"
    program = subprocess.Popen(
        [EXOKG, "-q", "query", query, "-o", target],
        env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored in the background
    )  # fmt: skip
    end = time.monotonic() + HANG_S
    while not list(tmp_path.glob(".out.tsv.*")) and time.monotonic() < end:  # it is at work
        time.sleep(0.02)
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=HANG_S)
    assert (program.returncode, out, err) == (130, b"", b"")
    assert [path.name for path in tmp_path.iterdir() if "out.tsv" in path.name] == []


def test_closed_pipe_is_quiet(env: dict[str, str]) -> None:
    command = f"'{EXOKG}' -q query 'SELECT * {{ ?s ?p ?o }}' | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], env=env, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["s,p,o", "0"]
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_full_disk_is_two(env: dict[str, str], tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [EXOKG, "-q", "query", STUDIES],
            env=env,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["error: No space left on device"]
    refused(process("query", STUDIES, "-o", "/dev/full", env=env), 2, "No space left")
    refused(process("query", STUDIES, "-o", str(tmp_path / "no" / "a.csv"), env=env), 2, "No such file")


def test_an_answer_replaces_a_file_whole(env: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    refused(exokg("query", "SELECT ?s {", "-o", str(target), env=env), 2, "never closed")
    assert target.read_text() == "old"
    assert exokg("query", STUDIES, "-o", str(target), env=env).stdout == ""
    assert target.read_text().startswith("s,title\n")
    assert [path.name for path in tmp_path.iterdir() if "a.csv" in path.name] == ["a.csv"]


def test_bugs_are_seventy(env: dict[str, str]) -> None:
    script = (
        "import sys, exokg.cli, exokg.cli.describe as d\n"
        "d.open_graph = lambda *_: 1 / 0\n"
        "sys.exit(exokg.cli.main(sys.argv[1:]))"
    )
    words = [sys.executable, "-c", script, "stats"]
    plain = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert plain.returncode == 70
    assert "this is a bug in exokg" in plain.stderr
    assert "Traceback" not in plain.stderr
    verbose = subprocess.run([*words, "-vv"], env=env, capture_output=True, text=True, check=False)
    assert "Traceback" in verbose.stderr


HEAVY = {
    "rdflib", "pyshacl", "pyvis", "networkx", "numpy", "pydantic", "yaml", "rich", "starlette", "jinja2",
    "importlib.metadata", "asyncio", "hashlib",
}  # fmt: skip
PARSING = {"typer", "inspect", "argparse", "click", "subprocess"}


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (["--help"], HEAVY | {"pyoxigraph"}),
        (["query", "--help"], HEAVY | {"pyoxigraph"}),
        (["query", "ASK { ?s ?p ?o }"], HEAVY | PARSING),
        (["-q", "query", STUDIES, "--format=json"], HEAVY | PARSING | {"exokg.rdf.serialisation"}),
        (["export", "-f", "ttl"], HEAVY | PARSING),
        (["stats", "--color", "never", "-v"], HEAVY | PARSING - {"inspect"}),
        (["find", "--outcome", "hair density"], HEAVY | PARSING - {"inspect"}),
        (["find", "exosomes hair density"], HEAVY | PARSING - {"inspect"}),
        (["count", "--by", "rung"], HEAVY | PARSING - {"inspect"}),
        (["show", "no such thing"], HEAVY | PARSING - {"inspect"}),
        (["ask", "claims"], HEAVY | PARSING - {"inspect"}),
        (["paths", "no such thing", "hair growth"], HEAVY | PARSING - {"inspect"}),
        (["rules"], {"typer", "rdflib", "pyshacl", "networkx", "numpy", "pyoxigraph"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
@pytest.mark.skipif("coverage" in sys.modules, reason="the tracer imports modules of its own")
def test_commands_import_nothing_they_do_not_use(
    env: dict[str, str], words: list[str], unwanted: set[str]
) -> None:
    script = (
        "import sys\nfrom exokg.cli import main\nmain(sys.argv[1:])\nprint(*sys.modules, file=sys.stderr)"
    )
    exokg("query", "ASK { ?s ?p ?o }", env=env)  # so that the hash of the inputs is known
    done = subprocess.run(
        [sys.executable, "-c", script, *words], env=env, capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "exokg.cli" in loaded
    assert sorted(unwanted & loaded) == []


def test_colour_only_where_asked(env: dict[str, str]) -> None:
    assert "\x1b[" in exokg("--color", "always", "query", "none-such", env=env).stderr
    assert "\x1b[" not in exokg("query", "none-such", "--color", "never", env=env).stderr
    assert exokg("--color", "blue", "stats", env=env).returncode == 2


def test_show_stats_and_export(env: dict[str, str], tmp_path: Path) -> None:
    shown = exokg("show", "GO:0060070", env=env).stdout
    assert shown.startswith("canonical Wnt signaling pathway\nGO:0060070")
    assert "Statements (" in shown
    assert json.loads(exokg("show", "GO:0060070", "-f", "json", env=env).stdout)[0]["label"]
    assert "@prefix" in exokg("show", "GO:0060070", "-f", "ttl", env=env).stdout
    figures = {row["what"]: row for row in _rows(exokg("stats", "-f", "csv", env=env).stdout)}
    assert figures["statements without a locator"]["count"] == "0"
    assert int(figures["records read twice"]["count"]) > 0
    once = process("export", "-f", "ttl", env={**env, "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}).stdout
    again = process("export", "-f", "ttl", env={**env, "PYTHONHASHSEED": "2", "LANG": "tr_TR.UTF-8"}).stdout
    assert once == again != ""
    ends = {line.split()[-2] for line in exokg("export", "-f", "nq", env=env).stdout.splitlines()}
    assert "<https://w3id.org/exokg/graph/questions>" in ends
    assert "<https://w3id.org/exokg/graph/hypotheses>" not in ends


def _rows(text: str) -> list[dict[str, str]]:
    import csv

    return list(csv.DictReader(text.splitlines()))


def test_completion_names_the_commands(env: dict[str, str]) -> None:
    asked = {**env, "_EXOKG_COMPLETE": "complete_bash", "COMP_WORDS": "exokg que", "COMP_CWORD": "1"}
    assert process(env=asked).stdout.split() == ["query"]


def test_every_command_shows_a_runnable_example(env: dict[str, str]) -> None:
    from exokg.cli import COMMANDS

    for command in COMMANDS:
        shown = exokg(command, "--help", env=env).stdout
        assert f"Examples:\n    exokg {command}" in shown, command


def test_python_runs_the_package_as_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "exokg", "--version"],
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"exokg {__version__}\n")
    assert __version__ == version("exokg")


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_closed_streams_change_no_answer(env: dict[str, str], tmp_path: Path, closed: str) -> None:
    def shell(words: str) -> subprocess.CompletedProcess[str]:
        line = ["sh", "-c", f"exec {EXOKG} {words} {closed}"]
        return subprocess.run(line, env=env, capture_output=True, text=True, check=False)

    done = shell("query 'ASK { ?s a exokg:Study }'")
    assert (done.returncode, done.stdout) == (0, "true\n")
    path = tmp_path / "answer.csv"
    assert shell(f"query 'ASK {{ ?s a exokg:Study }}' -o {path}").returncode == 0
    assert path.read_text() == "true\n"
    assert (shell("query nonsense").returncode, shell("query nonsense").stdout) == (2, "")
    assert shell("--help").stdout.startswith("Usage: exokg")


def test_a_closed_stdout_is_an_error_and_an_empty_stdin_no_query(env: dict[str, str]) -> None:
    closed = subprocess.run(
        ["sh", "-c", f"exec {EXOKG} stats >&-"], env=env, capture_output=True, text=True, check=False
    )
    assert closed.returncode == 2
    assert "stdout is closed" in closed.stderr
    empty = subprocess.run(
        ["sh", "-c", f"exec {EXOKG} query - <&-"], env=env, capture_output=True, text=True, check=False
    )
    refused(empty, 2, "<stdin>:1:1")


def test_a_cache_elsewhere_is_told_in_one_line(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "tmp").mkdir()
    lost = {**env, "XDG_CACHE_HOME": str(tmp_path / "file"), "TMPDIR": str(tmp_path / "tmp")}
    named = process("query", "ASK { ?s ?p ?o }", env=lost)
    assert named.stdout == "true\n"
    assert "cannot be written" not in named.stderr
    del lost["EXOKG_STORE"]
    fixture = Path(__file__).parents[1] / "fixtures" / "graph"
    unnamed = process("query", "ASK { ?s ?p ?o }", "--graph", str(fixture), env=lost)
    assert (unnamed.returncode, unnamed.stdout) == (0, "true\n")
    assert unnamed.stderr.count("cannot be written by you alone: the store is kept in") == 1
