# The only door. Every target does its own set-up, from a clean clone.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
TARGET := $(or $(CARGO_TARGET_DIR),target)

.PHONY: help run assets test lint docs bench fuzz faults release fmt

help: ## Tell the targets.
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: ## Set up, load the demonstration and serve its pages on http://127.0.0.1:8080.
	scripts/setup.sh run
	cargo build --locked --package emes
	$(TARGET)/debug/emes demo --out out/demo

assets: ## Build the style sheets, scripts and icons of the pages.
	scripts/setup.sh run

test: ## Set up and run all tests, on SQLite and PostgreSQL and in a browser.
	scripts/setup.sh test
	cargo nextest run --locked --workspace
	npm --prefix e2e test

lint: ## Format, clippy, direction of dependencies, licences.
	scripts/setup.sh run
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	scripts/direction.sh
	command -v cargo-deny >/dev/null || cargo install --locked cargo-deny --version 0.20.2
	cargo deny --all-features check bans licenses sources

docs: ## Build the documentation of the code, warnings as errors.
	scripts/setup.sh run
	RUSTDOCFLAGS='-D warnings' cargo doc --locked --workspace --no-deps --document-private-items

bench: ## Measure beside the peers and print ratios.
	bench/run.sh

fuzz: ## Feed mutated files to the parsers for ten minutes, and the API what its description allows and does not.
	scripts/setup.sh test
	FUZZ_SECONDS=600 API_EXAMPLES=50 cargo nextest run --locked --package emes --run-ignored all -E 'test(fuzz)'

faults: ## Kill the program 200 times on both databases, take the database away, and other full-size faults.
	scripts/setup.sh test
	FAULT_KILLS=200 cargo nextest run --locked --package emes -E 'test(fault::)'

release: ## Build the program for production: target/release/emes.
	scripts/setup.sh run
	cargo build --locked --release --package emes

fmt: ## Format.
	cargo fmt --all
