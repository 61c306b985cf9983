#!/bin/sh
# Waits for what the tests need, then runs them. Where it does not come, says
# what is broken, and ends with the exit code of that part of the path.
#
# usage: wait_then_test.sh COMMAND [ARGUMENT...], with TARGETS="db:5432 http://web:8080"
set -eu

faultline() {
  deno run --no-prompt \
    --allow-net --allow-run=ip,ping,nstat \
    --allow-read=/etc/hosts,/etc/resolv.conf,/etc/nsswitch.conf \
    --allow-env=TERM,LC_ALL,LC_CTYPE,LANG \
    "${FAULTLINE:-dist/faultline.js}" "$@"
}

# Each word is one target.
# shellcheck disable=SC2086
faultline wait --timeout="${TIMEOUT:-60s}" $TARGETS || {
  code=$?
  echo "The tests did not begin: what they need is not there." >&2
  exit "$code"
}
exec "$@"
