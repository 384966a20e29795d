# make run    make everything ready and serve Tongxin on this machine
# make demo   fill an invented college in instance/demo, say its accounts, and serve it
# make test   make everything ready and run all checks and tests
# make check  style, types, layers, translations, declarations
# make bench  measure (bench/README.md; BENCH='--quick' for a small one)
# make pictures  every page in both languages, themes and widths, below pictures/ (PICTURES='zh_CN dark')
# make lock   renew the lock files after a change in pyproject.toml or package.json
#
# DEMO='--staff 150' makes a small college.
# PYTHON names the Python to use (3.11 or newer); without it a fitting one is looked for.

.POSIX:
.SUFFIXES:
.PHONY: run demo test check bench pictures lock install install-test assets clean

VENV = .venv
PY = $(VENV)/bin/python
PIP = $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
RUN_STAMP = $(VENV)/.run
TEST_STAMP = $(VENV)/.test
BENCH_STAMP = $(VENV)/.bench
# Two processes share the tests; PYTEST='…' replaces these options.
PYTEST = -n 2 --dist worksteal
PACKAGES = node_modules/.package-lock.json
SPRITE = core/web/static/vendor/icons.svg

run: install assets
	@exec $(PY) run.py serve

demo: install assets
	@TONGXIN_DATA_DIR=$${TONGXIN_DATA_DIR:-instance/demo}; export TONGXIN_DATA_DIR; \
	$(PY) run.py demo $(DEMO) && exec $(PY) run.py serve

test: install-test assets
	@sh .ci/browser $(PY)
	@$(MAKE) --no-print-directory check
	@exec $(PY) -m pytest $(PYTEST)

check: install-test assets
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo
	$(PY) run.py texts check
	$(PY) run.py check

bench: install assets $(BENCH_STAMP)
	@exec $(PY) -m bench $(BENCH)

pictures: install-test assets
	@sh .ci/browser $(PY)
	@exec $(PY) -m tests.browser.pictures $(PICTURES)

lock: $(PY)
	@PYTHON=$(PY) sh .ci/lock

install: $(RUN_STAMP)

install-test: $(TEST_STAMP)

assets: $(SPRITE)

clean:
	rm -rf $(VENV) node_modules core/web/static/vendor

$(PY):
	@sh .ci/venv $(VENV)

$(RUN_STAMP): $(PY) requirements.lock
	$(PIP) -r requirements.lock
	@touch $@

$(TEST_STAMP): $(RUN_STAMP) requirements-test.lock
	$(PIP) -r requirements-test.lock
	@touch $@

$(BENCH_STAMP): $(RUN_STAMP) requirements-bench.lock
	$(PIP) -r requirements-bench.lock
	@touch $@

$(PACKAGES): package.json package-lock.json
	@sh .ci/node
	npm ci --ignore-scripts --loglevel=error
	@touch $@

$(SPRITE): $(PY) $(PACKAGES) core/web/icons.txt core/web/assets.py
	@$(PY) -m core.web.assets
