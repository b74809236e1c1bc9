# Partner Center. Two commands are enough: `make run` and `make test`. Both need Python 3.11 or newer with venv, and make.
# Paths are relative, so that a checkout may lie in a folder with spaces.

BIN := .venv/bin
EMBEDDED := $(BIN)/python -m partnercenter.embedded
MANAGE := $(BIN)/python manage.py
WORKERS ?= 2
# Dozens of Python processes are started here; each would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run serve test check faults walk bench shots messages rules lock clean for-run for-test
.NOTPARALLEL:

help:
	@echo "make run       the whole portal with demo data on this machine (PORT=8080 make run for another port)"
	@echo "make test      every check and the test suite"
	@echo "make check     the checks alone: format, lint, types, floors, templates, migrations, translations"
	@echo "make faults    the long fault tests    make walk   who may do what on every route, guards taken away, odd input"
	@echo "make bench     measurements            make shots  screenshots for the docs"
	@echo "make serve     database, broker and mail catcher alone, for development"
	@echo "make messages  collect and compile translations    make lock  pin the packages again"
	@echo "make rules     print the rules of clouds and markets anew into docs/clouds-and-markets.md"
	@echo "make clean     delete the demo data and caches"

for-run:
	@sh requirements/install embedded

for-test:
	@sh requirements/install development

run: for-run
	@exec $(EMBEDDED) run

serve: for-run
	@exec $(EMBEDDED) serve

test: check
	@exec $(EMBEDDED) exec -- $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not long"

check: for-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@exec $(EMBEDDED) exec -- sh .ci/check_all

faults: for-test
	@exec $(EMBEDDED) exec -- $(BIN)/python -m pytest -m fault

walk: for-test
	@exec $(EMBEDDED) exec -- $(BIN)/python -m pytest tests/policy tests/inputs tests/tenancy tests/wall

bench: for-test
	@for each in requests mail pages customers people batch wall log jobs memory; do $(EMBEDDED) exec -- $(BIN)/python -m tests.benchmarks.bench_$$each || exit 1; done

shots: for-test
	@exec $(EMBEDDED) exec -- $(BIN)/python -m pytest tests/shots -m journey

messages: for-test
	@exec $(EMBEDDED) exec -- $(MANAGE) makemessages --locale ja --no-obsolete --no-wrap --add-location file --ignore ".venv" --ignore ".data" --ignore "tests"
	$(BIN)/python .ci/check_messages.py --compile

rules: for-test
	@exec $(EMBEDDED) exec -- sh -c "DATABASE_ROLE=owner $(MANAGE) migrate -v 0 && $(MANAGE) print_rules > docs/clouds-and-markets.md"

lock: for-test
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile $(PIN) -o requirements/production.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile $(PIN) --group embedded -o requirements/embedded.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile $(PIN) --group embedded --group dev -o requirements/development.txt

PIN := --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 pyproject.toml

clean: for-run
	@$(EMBEDDED) clean
	rm -rf staticfiles test-results .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
