# Two commands: `make run` does the main job, `make test` passes the tests. Both install what they need.
.DEFAULT_GOAL := run
EXOKG := .venv/bin/exokg
# Each file for one worker, so that what its tests share is made once. All tests wait for other processes almost half of
# the time, so four workers, of 0.8 GB at most each, keep two cores busy; the fast tests compute.
WORKERS = -n $(1) --dist loadfile --no-loadscope-reorder
STYLE := ruff check . && ruff format --check .
# Types are checked beside the tests, which do not always use both cores; a fault of types ends them at once.
TESTS := sh -c 'echo $$$$ >build/tests.pid; exec python -m pytest -q "$$@"' pytest
INTERRUPT := until [ -s build/tests.pid ]; do sleep 0.1; done; kill -INT $$(cat build/tests.pid) 2>/dev/null
TYPES := mkdir -p build; rm -f build/tests.pid; { mypy >build/types.txt || { $(INTERRUPT); false; }; } & types=$$!
BOTH := tests=$$?; wait $$types; types=$$?; cat build/types.txt; exit $$((tests + types))
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# The tests start many processes: without compiled modules each takes a second longer.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check lint docs coverage count test-lowest bench pages golden pictures dist clean

run:
	@scripts/install.sh run
	@mkdir -p build
	@$(EXOKG) validate >build/validation.txt || { cat build/validation.txt; exit 1; }
	@$(EXOKG) --quiet build -o build/store
	@echo
	@echo "How far has each vesicle source climbed, from cells to controlled trials?"
	@echo
	@$(EXOKG) ask translational-ladder --store build/store -f table
	@$(EXOKG) export --store build/store -o build/exokg.ttl
	@$(EXOKG) view --store build/store -o build/exokg.html
	@cat scripts/next-steps.txt

test:
	@scripts/install.sh test
	@$(STYLE)
	@$(TYPES); $(TESTS) $(call WORKERS,4); $(BOTH)

# Before every commit: needs nothing but pip, and takes about a minute and a half.
check:
	@scripts/install.sh check
	@$(STYLE)
	@$(TYPES); $(TESTS) $(call WORKERS,2) -m "not slow and not needs"; $(BOTH)

lint:
	@scripts/install.sh check
	@$(STYLE)
	@mypy

bench:
	@scripts/install.sh bench
	@python -m benchmarks

# The site of docs/ and of the docstrings, in build/docs; it needs no network, not even to search.
docs:
	@scripts/install.sh check
	@sphinx-build -W --keep-going -q -b html -c docs . build/docs
	@echo build/docs/index.html

# What no test runs, into docs/coverage.md. A test that only counts imports fails under the tracer; go on all the same.
coverage:
	@scripts/install.sh test
	@rm -rf build/coverage
	-@coverage run -m pytest -q $(call WORKERS,4)
	@coverage combine -q
	@coverage json -q -o build/coverage.json
	@python -m scripts.gaps build/coverage.json

# Lines of source, lines of tests, and their ratio.
count:
	@python3 -m scripts.count

# The fast tests with the lowest versions that pyproject.toml allows.
test-lowest:
	@scripts/install.sh run
	@scripts/test-lowest.sh

# What is made of the repository: pages, pinned rows, pictures. Read the difference before you commit it.
pages:
	@scripts/install.sh test
	@python -m scripts.pages

golden:
	@scripts/install.sh test
	@python tests/rdf/golden/write.py
	@EXOKG_WRITE_GOLDEN=1 python -m pytest -q -n 0 tests/answers/test_questions.py -k pinned

pictures:
	@scripts/install.sh test
	@python scripts/draw_tutorial.py
	@python -m scripts.draw_figures
	@python -m scripts.run_notebook
	@python scripts/draw_pictures.py

# Source archive and wheel; the wheel must answer outside the repository.
dist:
	@scripts/install.sh test
	@scripts/make-dist.sh

clean:
	@rm -rf build dist
