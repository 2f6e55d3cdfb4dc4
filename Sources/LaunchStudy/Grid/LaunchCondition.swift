/// Under what sessions are launched.
public struct LaunchCondition: Hashable, Sendable {
  /// How many launches begin at once.
  public var load: Int
  /// How slow what is launched is.
  public var boot: LaunchBoot
  /// What goes wrong.
  public var mix: LaunchMix

  /// A condition; unless said otherwise everything is as usual.
  public init(load: Int, boot: LaunchBoot = .usual, mix: LaunchMix = .calm) {
    precondition(load > 0, "nobody launches")
    self.load = load
    self.boot = boot
    self.mix = mix
  }

  /// Whether nothing is slow and nothing goes wrong.
  public var isUsual: Bool { boot == .usual && mix == .calm }

  /// The condition in few words, such as `10 at once, 3s boot`.
  public var text: String {
    let extra =
      (boot == .usual ? [] : ["\(boot.rawValue) boot"]) + (mix == .calm ? [] : [mix.rawValue])
    return (["\(LaunchWords.count(load)) at once"] + extra).joined(separator: ", ")
  }

  /// The same before a row: `10, 3s boot`.
  var label: String { isUsual ? LaunchWords.count(load) : "\(LaunchWords.count(load)), \(heading)" }

  /// The same above a column of an overview.
  var heading: String {
    if boot != .usual { return "\(boot.rawValue) boot" }
    return mix == .calm ? LaunchWords.count(load) : mix.rawValue
  }
}
