// swift-tools-version: 6.2

import PackageDescription

// Every target stands here once, with the targets it may import. The same list is what the
// structure tests hold against the import lines of the sources.

let package = Package(
  name: "rehearsal",
  products: [
    .executable(name: "rehearse", targets: ["rehearse"]),
    .library(name: "Lifecycle", targets: ["Lifecycle", "LifecycleWire"]),
    .library(name: "ScenarioTesting", targets: ["ScenarioTesting"]),
    .library(name: "Simulation", targets: ["Operations", "SimulatedWorld", "Simulation"]),
  ],
  targets: [
    .target(name: "Lifecycle"),
    .target(name: "Operations"),
    .target(name: "JSON"),
    .target(name: "Commands"),
    .target(name: "Reports", dependencies: ["JSON"]),
    .target(
      name: "EvidencePage", dependencies: ["JSON"],
      resources: [.embedInCode("Resources/page.css"), .embedInCode("Resources/page.js")]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(name: "YAML", dependencies: ["CYAML"]),
    .target(name: "Forms", dependencies: ["YAML", "JSON"]),
    .target(name: "Plans", dependencies: ["Forms", "YAML"]),
    .target(name: "Evidence", dependencies: ["EvidencePage", "Forms", "JSON", "Plans", "Reports"]),
    .target(name: "Search", dependencies: ["Operations"]),
    .target(name: "LifecycleWire", dependencies: ["Lifecycle", "JSON"]),
    .target(name: "SimulatedWorld", dependencies: ["Operations"]),
    .target(name: "CLive"),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "Live", dependencies: ["CLive", "CSQLite", "Operations"]),
    .target(
      name: "SessionManager",
      dependencies: ["JSON", "Lifecycle", "Live", "Operations", "Supervision"]),
    .target(
      name: "LiveReplay",
      dependencies: [
        "JSON", "Lifecycle", "Operations", "Properties", "Scenarios", "SessionManager",
        "Supervision",
      ]),
    .target(name: "Simulation", dependencies: ["Operations", "SimulatedWorld"]),
    .target(
      name: "Conformance", dependencies: ["Live", "Operations", "SimulatedWorld", "Simulation"]),
    .target(
      name: "Supervision", dependencies: ["Lifecycle", "LifecycleWire", "JSON", "Operations"]),
    .target(name: "Historical", dependencies: ["Supervision", "Lifecycle", "JSON", "Operations"]),
    .target(
      name: "Properties",
      dependencies: ["Lifecycle", "Operations", "SimulatedWorld", "Simulation", "Supervision"]),
    .target(
      name: "Scenarios",
      dependencies: [
        "Lifecycle", "Operations", "SimulatedWorld", "Simulation", "Supervision", "Historical",
        "Properties",
      ]),
    .target(
      name: "ScenarioFiles",
      dependencies: [
        "Forms", "YAML", "Lifecycle", "Operations", "SimulatedWorld", "Simulation", "Supervision",
        "Properties", "Scenarios",
      ]),
    .target(
      name: "Exploration",
      dependencies: [
        "JSON", "Lifecycle", "Operations", "Search", "SimulatedWorld", "Simulation",
        "Supervision", "Properties", "Scenarios",
      ]),
    .target(
      name: "FailureStories",
      dependencies: [
        "EvidencePage", "Exploration", "Operations", "Properties", "Scenarios", "SimulatedWorld",
        "Simulation",
      ]),
    .target(
      name: "LaunchStudy",
      dependencies: [
        "EvidencePage", "JSON", "Operations", "Properties", "Reports", "Scenarios",
        "SimulatedWorld", "Simulation", "Supervision",
      ]),
    .target(name: "ScenarioFolders"),
    .target(name: "Workers"),
    .target(
      name: "ScenarioTesting",
      dependencies: ["Exploration", "Forms", "ScenarioFiles", "ScenarioFolders"]),
    .executableTarget(
      name: "rehearse",
      dependencies: [
        "ScenarioFolders",
        "Commands", "JSON", "LifecycleWire", "Exploration", "Forms", "ScenarioFiles", "Scenarios",
        "Properties", "Operations", "Simulation", "SimulatedWorld", "Reports", "Search",
        "Workers", "Lifecycle", "SessionManager", "Supervision", "Conformance", "Plans",
        "LiveReplay", "LaunchStudy", "Evidence", "EvidencePage", "FailureStories", "YAML",
      ]),

    // Benchmarks

    .target(name: "BenchSupport", dependencies: ["Commands"], path: "Benchmarks/Support"),
    .executableTarget(
      name: "lifecycle-bench",
      dependencies: ["Lifecycle", "JSON", "LifecycleWire", "TestSupport"],
      path: "Benchmarks/LifecycleBench"),
    .executableTarget(
      name: "universe-bench",
      dependencies: [
        "BenchSupport", "Simulation", "SimulatedWorld", "Operations", "Commands", "JSON",
        "CAllocationCount",
      ],
      path: "Benchmarks/UniverseBench"),
    .executableTarget(
      name: "determinism-check",
      dependencies: ["Operations", "Simulation", "SimulationSupport"],
      path: "Benchmarks/DeterminismCheck"),
    .executableTarget(
      name: "machines-check",
      dependencies: ["SupervisionSupport", "HistoricalSupport"],
      path: "Benchmarks/MachinesCheck"),
    .executableTarget(
      name: "campaign-bench",
      dependencies: [
        "Scenarios", "ScenarioFiles", "ScenarioFolders", "Forms", "Properties", "Simulation",
        "BenchSupport", "Operations", "Workers", "Commands", "JSON", "CAllocationCount",
      ],
      path: "Benchmarks/CampaignBench", exclude: ["one-session.yaml"]),
    .executableTarget(
      name: "flaws-check",
      dependencies: [
        "Exploration", "ExplorationSupport", "Lifecycle", "Properties", "ScenarioFolders",
        "Scenarios", "Simulation", "Workers",
      ],
      path: "Benchmarks/FlawsCheck"),
    .executableTarget(
      name: "search-bench",
      dependencies: ["BenchSupport", "Search", "SearchSupport", "Operations", "Commands", "JSON"],
      path: "Benchmarks/SearchBench"),
    .executableTarget(
      name: "prove-bench",
      dependencies: [
        "BenchSupport", "Exploration", "ScenarioFiles", "Forms", "Scenarios", "Search", "JSON",
        "Commands",
      ],
      path: "Benchmarks/ProveBench", exclude: ["Scenarios"]),
    .target(name: "CAllocationCount", path: "Benchmarks/CAllocationCount"),

    // Tests

    .target(name: "TestSupport", dependencies: ["Lifecycle"], path: "Tests/TestSupport"),
    .testTarget(name: "LifecycleTests", dependencies: ["Lifecycle", "TestSupport"]),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"]),
    .testTarget(
      name: "LifecycleWireTests",
      dependencies: ["Lifecycle", "JSON", "LifecycleWire", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "CommandsTests", dependencies: ["Commands", "rehearse", "TestSupport"],
      exclude: ["Drivers", "Snapshots"]),
    .testTarget(name: "YAMLTests", dependencies: ["YAML"]),
    .testTarget(name: "FormsTests", dependencies: ["Forms", "YAML", "JSON", "TestSupport"]),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "JSON"], exclude: ["Drivers"]),
    .target(
      name: "EvidencePageSupport", dependencies: ["EvidencePage"], path: "Tests/EvidencePageSupport"
    ),
    .executableTarget(
      name: "page-sample",
      dependencies: [
        "EvidencePage", "EvidencePageSupport", "FailureStories", "ScenarioFiles", "Scenarios",
      ],
      path: "Tests/PageSample"),
    .testTarget(
      name: "EvidencePageTests",
      dependencies: ["EvidencePage", "EvidencePageSupport", "TestSupport", "page-sample"],
      exclude: ["Drivers"]),
    .testTarget(name: "OperationsTests", dependencies: ["Operations"]),
    .target(
      name: "SearchSupport", dependencies: ["Search", "Operations"], path: "Tests/SearchSupport"),
    .testTarget(name: "SearchTests", dependencies: ["Search", "Operations", "SearchSupport"]),
    .testTarget(name: "SimulatedWorldTests", dependencies: ["SimulatedWorld", "Operations"]),
    .target(
      name: "SimulationSupport", dependencies: ["Operations", "SimulatedWorld", "Simulation"],
      path: "Tests/SimulationSupport"),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "Simulation", "SimulatedWorld", "Operations", "SimulationSupport", "determinism-check",
      ]),
    .target(
      name: "SupervisionSupport",
      dependencies: [
        "Supervision", "Lifecycle", "Operations", "SimulatedWorld", "Simulation",
        "SimulationSupport", "Scenarios",
      ],
      path: "Tests/SupervisionSupport"),
    .testTarget(
      name: "SupervisionTests",
      dependencies: [
        "Supervision", "Lifecycle", "JSON", "Operations", "SimulatedWorld", "Simulation",
        "SupervisionSupport", "Scenarios",
      ]),
    .target(
      name: "HistoricalSupport",
      dependencies: [
        "Historical", "Supervision", "Operations", "SimulatedWorld", "Simulation",
        "SimulationSupport", "SupervisionSupport",
      ],
      path: "Tests/HistoricalSupport"),
    .testTarget(
      name: "HistoricalTests",
      dependencies: [
        "Historical", "Supervision", "JSON", "Operations", "SimulatedWorld", "Simulation",
        "SupervisionSupport", "HistoricalSupport",
      ]),
    .testTarget(
      name: "PropertiesTests",
      dependencies: ["Properties", "Operations", "SimulatedWorld", "Simulation", "Lifecycle"]),
    .testTarget(
      name: "ScenariosTests",
      dependencies: [
        "Scenarios", "Properties", "Supervision", "Operations", "SimulatedWorld", "Simulation",
      ]),
    .target(
      name: "ExplorationSupport",
      dependencies: [
        "Exploration", "Forms", "ScenarioFiles", "ScenarioFolders", "Scenarios", "Search",
        "Properties", "Supervision", "Lifecycle", "Operations",
      ],
      path: "Tests/ExplorationSupport"),
    .testTarget(
      name: "ExplorationTests",
      dependencies: [
        "Exploration", "ExplorationSupport", "ScenarioFiles", "ScenarioFolders", "Scenarios",
        "Search", "Properties",
        "Supervision", "Lifecycle", "Operations", "Simulation",
      ]),
    .testTarget(
      name: "FailureStoriesTests",
      dependencies: [
        "FailureStories", "EvidencePage", "Exploration", "Operations", "Properties",
        "ScenarioFiles",
        "ScenarioFolders", "Scenarios", "Simulation",
      ]),
    .testTarget(
      name: "LaunchStudyTests",
      dependencies: [
        "LaunchStudy", "EvidencePage", "JSON", "Operations", "TestSupport", "rehearse",
      ]),
    .testTarget(name: "WorkersTests", dependencies: ["Workers"]),
    .testTarget(
      name: "LiveReplayTests",
      dependencies: [
        "Forms", "LiveReplay", "Properties", "ScenarioFiles", "Scenarios", "TestSupport",
        "rehearse",
      ]),
    .testTarget(name: "SessionManagerTests", dependencies: ["rehearse", "TestSupport"]),
    .executableTarget(
      name: "live-probe", dependencies: ["Live", "Operations"], path: "Tests/LiveProbe"),
    .testTarget(
      name: "LiveTests", dependencies: ["Live", "Operations", "TestSupport", "live-probe"]),
    .testTarget(
      name: "ConformanceTests", dependencies: ["Conformance", "TestSupport", "rehearse"]),
    .testTarget(name: "PlansTests", dependencies: ["Plans", "Forms", "TestSupport"]),
    .testTarget(
      name: "EvidenceTests",
      dependencies: [
        "Evidence", "EvidencePage", "EvidencePageSupport", "Plans", "Forms", "TestSupport",
        "rehearse",
      ],
      exclude: ["Drivers"]),
    .testTarget(name: "ScenarioFoldersTests", dependencies: ["ScenarioFolders", "TestSupport"]),
    .testTarget(
      name: "ScenarioTestingTests",
      dependencies: [
        "ScenarioTesting", "ScenarioFolders", "ScenarioFiles", "Scenarios", "Properties",
        "Simulation", "Operations",
      ]),
    .testTarget(
      name: "ScenarioFilesTests",
      dependencies: [
        "ScenarioFiles", "Forms", "YAML", "Exploration", "Scenarios", "Properties", "Simulation",
        "SimulatedWorld", "Supervision", "Operations", "Lifecycle", "TestSupport",
      ]),
    .testTarget(name: "StructureTests", exclude: ["Fixtures"]),
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
