extension PropertyName {
  /// Makes the property, with the limits that a file sets.
  public func make(limits: PropertyLimits) -> any Property { OneSessionPerRun() }
}

extension PropertyName {
  /// What must hold, in one sentence.
  public var sentence: String { "" }
}
