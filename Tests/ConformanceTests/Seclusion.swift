import Glibc
import TestSupport

/// A pid namespace with a `/proc` of its own and an empty folder, in which a command is run: whatever
/// is there afterwards is what the command has left.
struct Seclusion {
  /// Its exit status, as a shell counts.
  let status: Int32
  let output: String
  let errors: String
  /// The processes that are left, each as its pid and name.
  let processes: [String]
  /// The mounts that are left.
  let mounts: [String]
  /// The files that are left.
  let files: [String]

  /// Whether the kernel lets this program make one.
  static let isAllowed: Bool = {
    let run = try? Program.run("/usr/bin/unshare", options + ["/bin/true"])
    return run?.status == 0
  }()

  private static var options: [String] {
    (geteuid() == 0 ? [] : ["-Ur"]) + ["-pf", "--mount-proc", "--kill-child=KILL"]
  }

  /// Runs a command in it, to its end or until it gets a signal: as soon as a condition of a shell
  /// holds, in which `$FOLDER` is the folder.
  static func run(
    _ words: [String], signal: String = "", when condition: String = "true"
  ) throws -> Seclusion {
    try TextFile.withTemporaryDirectory { home in
      let folder = home + "/own"
      mkdir(folder, 0o755)
      let run = try Program.run(
        "/usr/bin/unshare", options + ["/bin/sh", "-c", script(condition), "sh"] + words,
        environment: ["FOLDER=\(folder)", "SIGNAL=\(signal)", "SAID=\(home)"], secondsMax: 120)
      func lines(_ kind: String) -> [String] {
        run.output.split(separator: "\n").filter { $0.hasPrefix("\(kind) ") }
          .map { String($0.dropFirst(kind.count + 1)) }
      }
      return Seclusion(
        status: lines("status").first.flatMap { Int32($0) } ?? -1,
        output: TextFile.read(home + "/out") ?? "", errors: TextFile.read(home + "/err") ?? "",
        processes: lines("process"), mounts: lines("mount"), files: lines("file"))
    }
  }

  /// The first process of the namespace reaps what nobody else does, which takes it a moment; what it
  /// looks with is built in, so that it does not see itself.
  private static func script(_ condition: String) -> String {
    """
    cut -d' ' -f5 /proc/self/mountinfo | sort >"$SAID/before"
    env --default-signal=INT "$@" >"$SAID/out" 2>"$SAID/err" & command=$!
    if [ -n "$SIGNAL" ]; then
      until \(condition); do sleep 0.02; kill -0 $command || break; done
      kill -"$SIGNAL" $command
    fi
    wait $command
    echo "status $?"
    for try in 1 2 3 4 5 6 7 8 9 10; do
      left=
      for stat in /proc/[0-9]*/stat; do
        { read -r pid name rest <"$stat"; } 2>/dev/null || continue
        [ "$pid" = 1 ] || left="$left$pid$name "
      done
      [ -z "$left" ] && break
      sleep 0.2
    done
    for process in $left; do echo "process $process"; done
    cut -d' ' -f5 /proc/self/mountinfo | sort >"$SAID/after"
    comm -13 "$SAID/before" "$SAID/after" | sed 's/^/mount /'
    ls -A "$FOLDER" | sed 's/^/file /'
    """
  }
}
