# shellcheck shell=bash
# Which LibTorch a build is against: the distribution's, or that of the Python which `--torch PYTHON`, or SWAPCHECK_TORCH
# in the environment, names. Sourced by the scripts that build.

# takeTorch ARGUMENT...: takes `--torch PYTHON` from the front, if it is there; `rest` are the other arguments. Sets
# SWAPCHECK_TORCH_VERSION and SWAPCHECK_TORCH_ROOT, empty for the distribution's LibTorch.
takeTorch() {
  if [ "${1:-}" = --torch ]; then
    [ $# -gt 1 ] || { echo "--torch: expected a Python that has torch" >&2; exit 2; }
    export SWAPCHECK_TORCH=$2
    shift 2
  fi
  # shellcheck disable=SC2034  # for the script that sources this
  rest=("$@")
  SWAPCHECK_TORCH_VERSION='' SWAPCHECK_TORCH_ROOT=''
  [ -n "${SWAPCHECK_TORCH:-}" ] || return 0
  local facts
  facts=$("${BASH_SOURCE[0]%/*}/torch-of" "$SWAPCHECK_TORCH") || exit 2
  # shellcheck disable=SC2034  # likewise
  { read -r SWAPCHECK_TORCH_VERSION; read -r SWAPCHECK_TORCH_ROOT; } <<<"$facts"
}

# buildFolder PRESET: where a preset is built, relative to the repository.
buildFolder() { echo "build/$1${SWAPCHECK_TORCH_VERSION:+-torch-$SWAPCHECK_TORCH_VERSION}"; }
