import Testing

@testable import ControlGroups

/// Tasks of SCHED_DEADLINE, which the kernel promises their time, in a partition that is too small for them.
@Suite("RealKernelDeadline", .enabled(if: RealKernel.isRoot), .serialized, .timeLimit(.minutes(4)))
struct RealKernelDeadlineTests {
  /// A group with CPUs of its own.
  private func partition(_ name: String, _ cpus: ClosedRange<UInt32>) throws -> ScratchGroup {
    let scratch = try ScratchGroup(name)
    try scratch.group.cpuset.cpus.write(RangeList([cpus]))
    let state = try scratch.group.cpuset.cpusPartition.write(PartitionState(.root))
    #expect(state.isAsAsked, "\(state.kept)")
    return scratch
  }

  /// A task that wants 60 % of a CPU. It asks for its time while it is outside, where no other is.
  private func task() async throws -> TestProcess {
    let times = "--sched-runtime 600000000 --sched-deadline 1000000000 --sched-period 1000000000"
    let process = try TestProcess("exec chrt -d \(times) 0 sleep 1000")
    try process.go()
    let name = Array("/proc/\(process.id)/comm\0".utf8)
    #expect(
      try await RealKernel.eventually {
        try LinuxCalls.shared.contents(ofPlain: name).elementsEqual("sleep\n".utf8)
      })
    return process
  }

  @Test func aSecondDoesNotFit() async throws {
    let scratch = try partition("deadline", 1...1)
    let inside = try await task()
    #expect(try scratch.group.move(process: inside.id).to == scratch.group.path)
    let second = try await task()
    let refused = refusal { try scratch.group.move(process: second.id) }
    #expect(refused?.error == .busy && refused?.reason == .deadlineTasks)
    #expect(refused?.sentence == "tasks with a deadline would not fit")
    #expect(inside.isRunning)
    try scratch.group.kill(within: RealKernel.patience)
  }

  /// The guest's third CPU, which is off, makes the room for two; then their partition cannot shrink.
  @Test func thePartitionOfTwoDoesNotShrinkToOneCPU() async throws {
    let third = "/sys/devices/system/cpu/cpu2/online"
    try RealKernel.shell("echo 1 >\(third)")
    // It may be busy for a moment with what the tasks were promised.
    let off = "for n in $(seq 100); do if echo 0 >\(third); then exit; fi; sleep 0.2; done; exit 1"
    defer { #expect(throws: Never.self) { try RealKernel.shell(off) } }
    let scratch = try partition("deadline-shrink", 1...2)
    var inside: [TestProcess] = []
    for _ in 0..<2 {
      inside.append(try await task())
      #expect(try scratch.group.move(process: inside[inside.count - 1].id).to == scratch.group.path)
    }
    let refused = refusal { try scratch.group.cpuset.cpus.write(RangeList([1...1])) }
    #expect(refused?.error == .busy && refused?.reason == .deadlineTasks)
    #expect(refused?.sentence == "tasks with a deadline would not fit")
    #expect(try scratch.group.cpuset.cpus.read() == RangeList([1...2]) && inside.allSatisfy(\.isRunning))
    try scratch.group.kill(within: RealKernel.patience)
    // Nothing but they held it, and what they were promised goes a moment after them.
    #expect(
      try await RealKernel.eventually {
        (try? scratch.group.cpuset.cpus.write(RangeList([1...1])))?.isAsAsked == true
      })
  }
}
