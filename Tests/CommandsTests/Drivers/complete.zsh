# Loads a completion script into an interactive zsh and prints what it offers for each command line:
#   zsh -f complete.zsh SCRIPT LINE...
zmodload zsh/zpty
hits=$(mktemp)
script=$1
shift

setup=$(mktemp)
cat >$setup <<END
PROMPT= RPROMPT=
stty -echo
autoload -Uz compinit && compinit -D -u
source ${(q)script}
compadd() {
  # With -O, -A or -D nothing is added: the caller only wants to know what would match.
  if [[ " \$* " == *' -'[OAD]' '* ]]; then
    builtin compadd "\$@"
    return
  fi
  local -a found
  builtin compadd -A found "\$@"
  print -rl -- \$found >>${(q)hits}
  builtin compadd "\$@"
}
probe() {
  _main_complete
  print -r -- END >>${(q)hits}
}
zle -C probe complete-word probe
bindkey '^I' probe
print -r -- END >>${(q)hits}
END

# Waits until the shell behind the terminal says that it is done.
await() {
  local try
  for try in {1..1000}; do
    [[ $(<$hits) == *END* ]] && return
    sleep 0.01
  done
  print -u2 "no answer from zsh"
  exit 1
}

zpty -b inner zsh -f -i
zpty -w inner "source $setup"
await
for line in "$@"; do
  : >$hits
  zpty -n -w inner $'\C-u'"$line"$'\t'
  await
  offers=(${(f)"$(grep -v '^END$' $hits | LC_ALL=C sort -u)"})
  print -r -- "$line> $offers"
done
zpty -d inner
rm -f $hits $setup
