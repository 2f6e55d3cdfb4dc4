import Testing

@testable import rehearse

@Suite struct ShardTests {
  private func shard(_ environment: [String: String]) throws -> String {
    let shard = try Shard.ofEngine { environment[$0] }
    return "\(shard.number)/\(shard.count)"
  }

  @Test(arguments: [
    (["SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_COUNT": "4"], "1/4"),
    (["SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "4"], "4/4"),
    (
      [
        "SLURM_ARRAY_TASK_ID": "9", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "1",
        "SLURM_ARRAY_TASK_MAX": "10", "SLURM_ARRAY_TASK_STEP": "3",
      ], "3/4"
    ),
    (["JOB_COMPLETION_INDEX": "0", "REHEARSE_SHARDS": "16"], "1/16"),
    (["JOB_COMPLETION_INDEX": "15", "REHEARSE_SHARDS": "16"], "16/16"),
    (["CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "5"], "1/5"),
    (["CI_NODE_INDEX": "5", "CI_NODE_TOTAL": "5"], "5/5"),
    (["BUILDKITE_PARALLEL_JOB": "0", "BUILDKITE_PARALLEL_JOB_COUNT": "3"], "1/3"),
    (["BUILDKITE_PARALLEL_JOB": "2", "BUILDKITE_PARALLEL_JOB_COUNT": "3"], "3/3"),
    (["CIRCLE_NODE_INDEX": "0", "CIRCLE_NODE_TOTAL": "2"], "1/2"),
    (["CIRCLE_NODE_INDEX": "1", "CIRCLE_NODE_TOTAL": "2"], "2/2"),
    (["REHEARSE_SHARD": "0", "REHEARSE_SHARDS": "8"], "1/8"),
    (["REHEARSE_SHARD": "7", "REHEARSE_SHARDS": "8"], "8/8"),
  ]) func everyEngineSaysWhichShardItIs(environment: [String: String], shard: String) throws {
    #expect(try self.shard(environment) == shard)
  }

  /// Some tasks of an array that are submitted again have a count of their own.
  @Test func whatSomebodySaysHimselfComesFirst() throws {
    let environment = [
      "SLURM_ARRAY_TASK_ID": "5", "SLURM_ARRAY_TASK_COUNT": "2", "SLURM_ARRAY_TASK_MIN": "2",
      "REHEARSE_SHARD": "5", "REHEARSE_SHARDS": "16",
    ]
    #expect(try shard(environment) == "6/16")
  }

  @Test(
    arguments: [
      ([:], "No engine says which shard this is"),
      (["REHEARSE_SHARD": "two", "REHEARSE_SHARDS": "4"], "REHEARSE_SHARD is 'two'"),
      (["REHEARSE_SHARD": "4", "REHEARSE_SHARDS": "4"], "beyond the 4 of REHEARSE_SHARDS"),
      (["CI_NODE_INDEX": "0", "CI_NODE_TOTAL": "4"], "beyond the 4 of CI_NODE_TOTAL"),
      (["JOB_COMPLETION_INDEX": "1"], "REHEARSE_SHARDS does not say how many"),
      (["REHEARSE_SHARD": "0", "REHEARSE_SHARDS": "0"], "does not say how many"),
      (
        [
          "SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_COUNT": "3", "SLURM_ARRAY_TASK_MIN": "1",
        ], "beyond the 3 of SLURM_ARRAY_TASK_COUNT"
      ),
    ] as [([String: String], String)])
  func halfAnAnswerIsRefused(environment: [String: String], words: String) {
    #expect { try Shard.ofEngine { environment[$0] } } throws: { error in
      guard let failure = error as? Failure else { return false }
      return failure.status == .usage && failure.message.contains(words)
    }
  }

  @Test(arguments: ["", "1", "0/4", "5/4", "1/0", "a/4", "1/4/4", "1/", "-1/4", "1.5/4"])
  func otherWordsAreNoShard(text: String) {
    #expect(throws: Failure.self) { try Shard(text) }
  }
}
