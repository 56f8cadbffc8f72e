import Testing

@testable import ControlGroups

/// High-water marks: a write starts one anew, for its descriptor alone.
@Suite("RealKernelPeaks", .enabled(if: RealKernel.isRoot), .serialized, .timeLimit(.minutes(4)))
struct RealKernelPeakTests {
  /// What a mark says of a group whose use has gone down by much.
  private func startsAnew(
    _ file: BoundFile<ByteCount, ReadReset>, at most: ByteCount
  ) throws {
    let highest = try file.read()
    let mark = try file.keepResettable()
    #expect(try mark.read() == highest)
    guard RealKernel.version >= "6.12" else {
      // The file is only read there, which root learns at the write.
      let refused = refusal { try mark.reset() }
      #expect(refused?.error == .invalid && refused?.reason == .notTaken(.anything), "\(String(describing: refused))")
      return
    }
    try mark.reset()
    #expect(try mark.read() <= most, "the mark stands at what is in use now")
    #expect(try file.read() >= highest, "others see the highest there ever was")
    let other = try file.keepResettable()
    #expect(try other.read() >= highest)
  }

  @Test func ofMemory() async throws {
    let scratch = try ScratchGroup("peak")
    let memory = scratch.group.memory
    let process = try TestProcess("python3 -c 'bytearray(48 << 20)'; exec sleep 1000")
    try scratch.group.move(process: process.id)
    try process.go()
    #expect(
      try await RealKernel.eventually {
        try memory.peak.read() >= .mebibytes(48) && memory.current.read() <= .mebibytes(32)
      })
    try startsAnew(memory.peak, at: .mebibytes(40))
  }

  /// With swap of the test's own: the guest has none.
  @Test func ofSwap() async throws {
    let scratch = try ScratchGroup("swap-peak")
    let memory = scratch.group.memory
    guard RealKernel.version >= "6.5" else {
      #expect(throws: ControlGroupError.self) { try memory.swapPeak.read() }
      return
    }
    let file = "/var/tmp/weir-swap-\(LinuxCalls.shared.process)"
    try RealKernel.shell("fallocate -l 64M \(file) && chmod 600 \(file) && mkswap \(file) && swapon \(file)")
    defer { #expect(throws: Never.self) { try RealKernel.shell("swapoff \(file); rm \(file)") } }
    try memory.max.write(.at(.mebibytes(16)))
    // Pages of zeros would be let go of rather than swapped.
    let process = try TestProcess("python3 -c 'b\"x\" * (40 << 20)'; exec sleep 1000")
    try scratch.group.move(process: process.id)
    try process.go()
    #expect(
      try await RealKernel.eventually {
        try memory.swapPeak.read() >= .mebibytes(16) && memory.swapCurrent.read() <= .mebibytes(8)
      })
    try startsAnew(memory.swapPeak, at: .mebibytes(8))
    try scratch.group.kill(within: RealKernel.patience)
  }
}
