# Sources a completion script and prints what it offers for each command line:
#   bash complete.bash SCRIPT LINE...
source "$1" || exit 1
shift
for line in "$@"; do
  # Readline breaks words at '=' as well.
  read -r -a COMP_WORDS <<<"${line//=/ = }"
  [[ $line == *[\ =] && $line != *= ]] && COMP_WORDS+=('')
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _sample
  offers=$(printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort | tr '\n' ' ')
  printf '%s> %s\n' "$line" "${offers% }"
done
