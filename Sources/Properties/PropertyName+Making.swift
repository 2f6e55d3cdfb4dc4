extension PropertyName {
  /// Makes the property, with the limits that a file sets.
  public func make(limits: PropertyLimits) -> any Property { OneSessionPerRun() }
}
