import Operations

// Handing over to the agent what its runner was told, one message after the other.

extension SessionRunner {
  /// How many messages wait for the agent.
  public var keptPromptCount: Int { prompts.count }

  /// Takes something that the agent is to be told; one that comes before it has started waits.
  mutating func take(_ prompt: Message, _ emit: inout Emitter) {
    guard !isEnding, prompts.count < policy.promptsMax else { return }
    guard agent != nil || policy.safeguards.contains(.promptsKept) else { return }
    prompts.append(prompt)
    if prompts.count == 1 { handOver(&emit) }
  }

  /// Whether there is, or soon will be, no agent to be told anything.
  private var isEnding: Bool {
    switch step {
    case .readForEnding, .writeEnding, .mark, .retained, .terminate, .waitForEnd, .kill, .leave:
      true
    case .idle, .read, .claim, .start, .reread, .acknowledge, .tell, .rest, .watch: false
    }
  }

  /// Sends the first of them, if there is somebody to send it to.
  mutating func handOver(_ emit: inout Emitter) {
    guard let agent, let prompt = prompts.first else { return }
    emit.perform(
      .send(prompt, to: .process(agent)), Self.promptTag, limit: policy.processLimit)
  }

  mutating func takePrompt(_ outcome: Outcome, _ emit: inout Emitter) {
    guard !prompts.isEmpty else { return }
    switch outcome {
    case .send(.delivered): break
    // There is nobody to be told any more.
    case .send(.nobody):
      prompts = []
      return
    // It is full, or nobody knows; by its number the agent tells a repetition.
    default:
      promptTries += 1
      if promptTries < policy.triesMax {
        return emit.perform(.timer(policy.retryPause), Self.promptPauseTag)
      }
    }
    promptTries = 0
    prompts.removeFirst()
    handOver(&emit)
  }
}
