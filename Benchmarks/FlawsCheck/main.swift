import Glibc

// Prints how many runs each driver needs to find each known flaw; a flaw that no driver finds fails
// it. With `--hold` plain scenes are played without flaws, and nothing may be violated.

let options = Options(CommandLine.arguments)
do {
  switch options.mode {
  case .flaws: exit(try Hunts(options).run())
  case .field(let name): try Hunts(options).fill(name)
  case .hold: exit(try Holding(options).run())
  }
} catch {
  Console.notice("error: \(error)")
  exit(70)
}
