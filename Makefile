# The front door: `make run` and `make test` are all that one needs. Anything longer than a line is in Scripts/.
# A target first sees to what it needs (Scripts/requirements.sh): by apt on Debian and Ubuntu, by advice elsewhere.
PREFIX ?= /usr/local
DESTDIR ?=
BOOT ?= default
KERNEL ?= 13
ONLY ?=
RUNS ?= 20000
PARTS ?=
WITHOUT_EXPORTER ?=
export KERNEL

.DEFAULT_GOAL := help
.PHONY: demo fixture help run release test check verify bench fuzz vm vm-up vm-down vm-test install format docs clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

run: ## build weir and open its screen on this machine
	@Scripts/requirements.sh build
	@Scripts/release.sh weir
	@exec .build/release/weir

demo: ## the screen in a VM with containers, services and a user under load
	@Scripts/vm.sh demo $(BOOT)

release: ## .build/release/weir and weir-exporter, with the Swift runtime inside (WITHOUT_EXPORTER=1: weir alone)
	@Scripts/requirements.sh build
	@Scripts/release.sh weir $(if $(WITHOUT_EXPORTER),,weir-exporter)

test: ## what CI runs: check, short fuzzing, and real kernels in a VM (KERNEL=13)
	@Scripts/tier.sh test

check: ## format, debug build, unit tests; no root, no VM
	@Scripts/tier.sh check

verify: ## everything long, in parts (PARTS="boot-v1 ..."; KERNEL=12|13|13-backports|sid; LIST=1 names them)
	@LIST=$(LIST) Scripts/verify.sh $(PARTS)

bench: ## ratios against C, side by side
	@Scripts/requirements.sh build bench
	@Scripts/bench.sh

fuzz: ## every parser under libFuzzer (RUNS=20000)
	@Scripts/requirements.sh build
	@Scripts/fuzz.sh $(RUNS)

vm: ## a shell in the guest of vm-up (which is started if needed)
	@Scripts/vm.sh shell $(BOOT)

vm-up: ## leave a guest running (BOOT=default, KERNEL=13)
	@Scripts/vm.sh up $(BOOT)

vm-down: ## end it
	@Scripts/vm.sh down

vm-test: ## run the VM's tests in the guest of vm-up, or in one of their own (BOOT=default, ONLY=part of a case's name)
	@Scripts/vm.sh test $(BOOT) $(ONLY)

install: release ## both, units, completions and man pages below DESTDIR and PREFIX (WITHOUT_EXPORTER=1: no exporter)
	@DESTDIR="$(DESTDIR)" PREFIX="$(PREFIX)" WITHOUT_EXPORTER="$(WITHOUT_EXPORTER)" Scripts/install.sh

format: ## write all Swift files as .swift-format wants them
	@Scripts/requirements.sh build
	@Scripts/format.sh write

fixture: ## unpacks the copy of a real tree into .build/fixture
	@Scripts/requirements.sh build
	@mkdir -p .build/fixture && tar -xJf Tests/Fixtures/debian13-linux6.12-systemd257.tar.xz -C .build/fixture

docs: ## the pages that are generated from the code
	@Scripts/requirements.sh build
	@Scripts/docs.sh

clean: vm-down ## all that was built here; VM images stay in the user's cache
	rm -rf .build
