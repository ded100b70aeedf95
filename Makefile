# Two commands: `make site` and `make test`. Both set up everything they need first.

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable
AUDIT := tests/audit
export ARCHIVE_FIREFOX

.PHONY: site test setup browser audit auditors bench trees lock clean

site: setup  ## seeds/ to site/, and the offline bundle in dist/
	@$(VENV)/bin/archive build
	@$(VENV)/bin/archive bundle

test: setup browser  ## lint, types, and every test, the browser's included
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest --numprocesses 2 --dist worksteal

setup: $(READY)  ## leaves .venv/bin/archive ready; instant the second time

# Every package is checked against its hash in requirements.lock. The generator itself is installed without its
# dependencies and with the setuptools of the lock, so that nothing comes from anywhere else.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: Python 3.11 or later is needed, and $(PYTHON) is not; use: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { \
	  echo "make: $(PYTHON) has no venv module; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@! [ -L $(VENV) ] || { echo "make: $(VENV) is a link, and what it leads to would be emptied; remove the link" >&2; exit 1; }
	@rm -f $(READY)
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(VENV)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(READY)

# Tests drive a real browser that shows Chinese. Installed where that is possible without asking; else it says what to do.
browser: setup
	@for name in $(BROWSERS); do command -v $$name >/dev/null && found=$$name; done; \
	if [ -n "$$found" ] && $(VENV)/bin/python -m playwright --version >/dev/null 2>&1 && \
	  { ! command -v fc-list >/dev/null || fc-list :lang=zh | grep -q .; }; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "make: installing a browser and Chinese type for the tests"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    chromium fonts-noto-cjk fontconfig libatomic1 >/dev/null; \
	else \
	  echo "make: the tests need Chromium and a Chinese font. On Debian:" >&2; \
	  echo "      sudo apt-get install chromium fonts-noto-cjk fontconfig libatomic1" >&2; \
	  echo "      All tests but the browser's: $(VENV)/bin/pytest -m 'not browser'" >&2; exit 1; \
	fi

# What `make test` leaves out because it needs Node, Java, and Firefox beside Chromium.
audit: site browser $(AUDIT)/node_modules/.package-lock.json  ## the built site: in Firefox from the disk, its HTML, Lighthouse
	cd $(AUDIT) && npm test

# Packages are checked against the hashes of the lock file, and run nothing when they are installed.
$(AUDIT)/node_modules/.package-lock.json: $(AUDIT)/package-lock.json $(AUDIT)/package.json | auditors
	cd $(AUDIT) && npm ci --no-progress
	@touch $@

auditors:
	@if command -v npm >/dev/null && command -v java >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' && \
	  { [ -n "$$ARCHIVE_FIREFOX" ] || command -v firefox-esr >/dev/null || command -v firefox >/dev/null; }; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "make: installing Node, Java and Firefox for the audit"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    nodejs npm default-jre-headless firefox-esr fonts-noto-cjk >/dev/null; \
	else \
	  echo "make: the audit needs Node 20 or later with npm, Java, and Firefox. On Debian:" >&2; \
	  echo "      sudo apt-get install nodejs npm default-jre-headless firefox-esr fonts-noto-cjk" >&2; \
	  echo "      A Firefox elsewhere: make audit ARCHIVE_FIREFOX=/path/to/firefox" >&2; exit 1; \
	fi

bench: setup  ## how long many seeds take
	$(VENV)/bin/python tests/bench.py
	$(VENV)/bin/python -m tests.bench_mentions
	$(VENV)/bin/python -m tests.bench_links
	$(VENV)/bin/python -m tests.bench_clean --pages 30
	$(VENV)/bin/python -m tests.bench_find
	$(VENV)/bin/python -m tests.bench_preview

trees: setup  ## grow the trees that weigh lines which no rule knows; say first how they judge pages that they did not grow from
	$(PYTHON) -m venv .cache/trees
	cat requirements.lock tests/labelled/requirements.lock > .cache/trees/both.lock
	.cache/trees/bin/python -m pip install --quiet --require-hashes --requirement .cache/trees/both.lock
	PYTHONPATH=. .cache/trees/bin/python -m tests.grow_trees --check
	PYTHONPATH=. .cache/trees/bin/python -m tests.grow_trees

# For every Python from 3.11.0 and every system, one version of each package: the same files make the same site.
lock:  ## resolve the dependencies anew, with the hashes of all their files
	$(PYTHON) -m venv --clear .cache/uv
	.cache/uv/bin/python -m pip install --quiet uv
	.cache/uv/bin/uv pip compile --quiet --no-config --no-header --upgrade --universal --python-version 3.11.0 \
	  --fork-strategy fewest --extra dev --generate-hashes --output-file requirements.lock pyproject.toml
	.cache/uv/bin/uv pip compile --quiet --no-config --no-header --no-annotate --upgrade --universal --python-version 3.11.0 \
	  --fork-strategy fewest --constraint requirements.lock --generate-hashes \
	  --output-file tests/labelled/requirements.lock tests/labelled/requirements.in

clean:  ## remove what the commands above made, .venv excepted
	rm -rf site dist build .cache
