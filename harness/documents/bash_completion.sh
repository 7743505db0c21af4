# bash completion of swapcheck

_swapcheck_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }

_swapcheck_files() { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur"); }

_swapcheck_folders() { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$cur"); }

# Names that `swapcheck list` shows, of the plugins and scripts in the line, too.
_swapcheck_list() {
  local sources=() k file
  for ((k = 2; k < COMP_CWORD; ++k)); do
    case ${COMP_WORDS[k]} in
      --plugin | --script)
        file=$((k + 1))
        [[ ${COMP_WORDS[file]-} != = ]] || file=$((k + 2))
        ((file >= COMP_CWORD)) || sources+=("${COMP_WORDS[k]}" "${COMP_WORDS[file]/#\~/$HOME}") ;;
    esac
  done
  _swapcheck_words "$("${COMP_WORDS[0]/#\~/$HOME}" list "$1" "${sources[@]}" 2>/dev/null |
    sed -n 's/^\([^ ][^ ]*\).*/\1/p')"
}

# bash splits the words of a line at "=", so that "--emit=cp" comes as three.
_swapcheck() {
  local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]-}
  COMPREPLY=()
  if [[ $cur == = ]]; then
    cur=
  elif [[ $option == = ]] && ((COMP_CWORD > 2)); then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  fi
