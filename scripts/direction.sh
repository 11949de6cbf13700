#!/usr/bin/env bash
# Dependencies flow one way: domain <- store, report <- app <- web <- emes. Prints and fails on an edge that does not.
set -euo pipefail
cd "$(dirname "$0")/.."

crates=(domain store report app web emes)
allowed_domain=""
allowed_store="domain"
allowed_report="domain"
allowed_app="domain store report"
allowed_web="domain app"
allowed_emes="domain store report app web"

failed=0
for crate in "${crates[@]}"; do
    if [ ! -d "crates/$crate" ]; then echo "there is no crate $crate: this script names it" >&2; failed=1; continue; fi
    allowed="allowed_$crate"
    for used in $(cargo tree --quiet --package "$crate" --edges normal --depth 1 --prefix none --format '{p}' | awk 'NR > 1 {print $1}'); do
        case " ${crates[*]} " in *" $used "*) ;; *) continue ;; esac
        case " ${!allowed} " in
            *" $used "*) ;;
            *) echo "$crate must not depend on $used" >&2; failed=1 ;;
        esac
    done
done
for outside in tokio sqlx sea-orm axum typst; do
    if cargo tree --quiet --package domain --edges normal --prefix none --format '{p}' | awk '{print $1}' | grep -qx "$outside"; then
        echo "domain must not reach $outside" >&2
        failed=1
    fi
done
exit $failed
