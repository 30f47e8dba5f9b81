# Two commands: `make run` does the main job, `make test` passes the tests. Both install what they need.
.DEFAULT_GOAL := run
EXOKG := .venv/bin/exokg
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: run test lint bench pictures clean

run:
	@scripts/install.sh run
	@$(EXOKG) validate
	@$(EXOKG) --quiet build -o build/store
	@echo
	@echo "What activates the Wnt pathway, and how is that supported?"
	@$(EXOKG) ask pathway-support --pathway "Wnt signaling pathway" --store build/store -f table
	@$(EXOKG) export --store build/store -o build/exokg.ttl
	@$(EXOKG) view --store build/store -o build/exokg.html
	@cat scripts/next-steps.txt

test: lint
	@scripts/install.sh test
	@python -m pytest -q -n 2 --dist loadgroup

lint:
	@scripts/install.sh test
	@ruff check .
	@ruff format --check .
	@mypy

bench:
	@scripts/install.sh test
	@python -m benchmarks

clean:
	@rm -rf build
