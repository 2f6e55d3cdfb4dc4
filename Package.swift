// swift-tools-version: 6.2

import PackageDescription

// Every target stands here once, with the targets it may import. The same list is what the
// structure tests hold against the import lines of the sources.

let package = Package(
  name: "rehearsal",
  targets: [
    .target(name: "Operations"),
    .target(name: "SimulatedWorld", dependencies: ["Operations"]),
    .testTarget(name: "SimulatedWorldTests", dependencies: ["SimulatedWorld", "Operations"]),
  ]
)

// The settings that every Swift target shares.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

for target in package.targets where target.type != .system {
  target.swiftSettings = (target.swiftSettings ?? []) + settings
}
