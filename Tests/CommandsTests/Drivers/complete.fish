# Sources a completion script and prints what it offers for each command line:
#   fish complete.fish SCRIPT LINE...
source $argv[1]; or exit 1
for line in $argv[2..-1]
    set -l offers (complete -C "$line" | string replace -r '\t.*' '' | env LC_ALL=C sort)
    echo "$line> $offers"
end
