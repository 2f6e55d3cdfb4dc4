/// Where everything of one run on this machine is: all of it below one folder.
struct LivePlaces: Hashable, Sendable {
  /// The folder.
  let home: String

  /// The folder of the session manager.
  var state: String { home + "/state" }
  /// The repository that sessions are made of.
  var repository: String { home + "/repo" }
  /// The socket of the tmux server.
  var socket: String { state + "/tmux" }
  /// A line for each agent that began.
  var agentsFile: String { home + "/agents" }
  /// A line for each thing that an agent was told.
  var promptsFile: String { home + "/prompts" }
  /// The program that sessions run as their agent.
  var agent: String { home + "/agent" }

  /// A program of a desk.
  func script(_ name: String, of player: String) -> String { "\(home)/\(name)@\(player)" }

  /// What somebody prints.
  func output(of actor: String) -> String { "\(home)/output/\(actor)" }

  /// A path of the scenario.
  func path(_ path: String) -> String { home + path }

  /// What stands in the environment of every process of the run.
  var mark: String { "REHEARSAL_LIVE=\(home)" }
}
