import Glibc
import HistoricalSupport
import SupervisionSupport

// Prints what the real machines violate in bad weather, which is nothing, and in how many runs the
// historical ones show what they are known for. Every run is drawn from its seed and can be seen
// again alone.

let options = Options(CommandLine.arguments)
switch options.mode {
case .all: exit(Check(options).run())
case .merge: exit(Check(options).merge())
case .rows: for flaw in KnownFlaw.all { print(flaw.pageRow) }
case .one(let name, let seed): exit(Check(options).replay(name, seed: seed))
}
