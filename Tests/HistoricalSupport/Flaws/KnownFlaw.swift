/// A flaw that an earlier system is known to have, and a scene in which it shows.
package struct KnownFlaw: Sendable {
  /// Its name on the command line.
  package let name: String
  /// Which system, and which version of it.
  package let system: String
  /// What is wrong, in words.
  package let words: String
  /// In how many percent of the runs it shows.
  package let percent: ClosedRange<Int>
  /// What is measured where it shows, if anything is.
  package let measure: Measure?
  /// One run of the scene.
  package let show: @Sendable (Probe) -> Showing

  /// A figure that belongs to a flaw.
  package struct Measure: Sendable {
    /// What it counts.
    package let unit: String
    /// What it is known to be.
    package let range: ClosedRange<Int64>

    package init(_ unit: String, _ range: ClosedRange<Int64>) {
      self.unit = unit
      self.range = range
    }
  }

  package init(
    _ name: String, _ system: String, _ words: String, percent: ClosedRange<Int> = 100...100,
    measure: Measure? = nil, show: @escaping @Sendable (Probe) -> Showing
  ) {
    self.name = name
    self.system = system
    self.words = words
    self.percent = percent
    self.measure = measure
    self.show = show
  }

  /// Every one, system by system.
  package static let all = genie + desk + reference + squad + naive + forge

  /// The one of a name.
  package static func named(_ name: String) -> KnownFlaw? { all.first { $0.name == name } }

  /// What comes of the runs of these seeds.
  package func figures(seeds: ClosedRange<UInt64>) -> FlawFigures {
    var figures = FlawFigures()
    for seed in seeds { figures.add(show(Probe(seed: seed)), seed: seed) }
    return figures
  }
}
