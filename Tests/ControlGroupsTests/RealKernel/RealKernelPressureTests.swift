import Testing

@testable import ControlGroups

/// Triggers on every pressure file that this kernel offers: taken, and fired where a stall can be had.
@Suite("RealKernelPressure", .enabled(if: RealKernel.isRoot), .serialized, .timeLimit(.minutes(4)))
struct RealKernelPressureTests {
  private static func trigger(_ line: PressureTrigger.Line) -> PressureTrigger {
    PressureTrigger(line, stall: Microseconds(rawValue: 50_000), window: Microseconds(rawValue: 1_000_000))
  }

  /// Sets a trigger, lets a process stall, and waits for the notice. On a kernel without pressure the reason is told.
  private func fires(
    _ line: PressureTrigger.Line, in group: ControlGroup, _ file: BoundFile<Pressure, ReadTrigger>, _ work: String
  ) async throws {
    let trigger = Self.trigger(line)
    if !RealKernel.hasPressure {
      let error = #expect(throws: ControlGroupError.self) { _ = try EventWatch.shared.pressure(trigger, on: file) }
      #expect(error?.absence == .pressureDisabled(.disabledAtBoot))
      return
    }
    var stalls = try EventWatch.shared.pressure(trigger, on: file).makeAsyncIterator()
    let process = try TestProcess(work)
    try group.move(process: process.id)
    try process.go()
    #expect(await stalls.next() != nil, "\(file.file.name)")
    // The file's total weighs CPUs over another time than the trigger does: not as much must have come to it.
    #expect(try file.read().some?.total.rawValue ?? 0 > 0, "\(file.file.name)")
    try group.kill(within: RealKernel.patience)
    try group.remove(within: RealKernel.patience)
    while await stalls.next() != nil { continue }
  }

  @Test func aQuotaStallsForTheCPU() async throws {
    let scratch = try ScratchGroup("cpu-pressure")
    try scratch.group.cpu.max.write(CPUBandwidth(quota: .at(Microseconds(rawValue: 5_000))))
    try await fires(.some, in: scratch.group, scratch.group.pressure.cpu, "while :; do :; done")
  }

  /// Above memory.high every allocation sleeps, whatever the disk and the swap are like.
  @Test(arguments: [PressureTrigger.Line.some, .full]) func aThrottledHogStallsForMemory(
    _ line: PressureTrigger.Line
  ) async throws {
    let scratch = try ScratchGroup("memory-pressure")
    try scratch.group.memory.high.write(.at(.mebibytes(8)))
    try await fires(line, in: scratch.group, scratch.group.pressure.memory, "exec tail /dev/zero")
  }

  @Test func aSlowedReaderStallsForTheDisk() async throws {
    let scratch = try ScratchGroup("io-pressure")
    let disk = try RealKernel.disk()
    try scratch.group.io.max[disk].write(.set(\.rbps, .at(ByteRate(rawValue: 1_000_000))))
    try await fires(
      .some, in: scratch.group, scratch.group.pressure.io,
      "exec dd if=/dev/block/\(disk) of=/dev/null iflag=direct bs=1M count=100")
  }

  /// Where the kernel counts interrupts (Debian's cloud kernel does not: IRQ_TIME_ACCOUNTING is off); no stall is to be
  /// had on purpose.
  @Test func interruptsHaveTheLineFullOnly() throws {
    let scratch = try ScratchGroup("irq-pressure")
    let file = scratch.group.pressure.irq
    guard scratch.group.hasFile(named: "irq.pressure") else {
      let error = #expect(throws: ControlGroupError.self) {
        _ = try EventWatch.shared.pressure(Self.trigger(.full), on: file)
      }
      switch error?.absence {
      case .kernelLacks? where RealKernel.hasPressure,
        .pressureDisabled(.disabledAtBoot)? where !RealKernel.hasPressure:
        break
      default: Issue.record("\(String(describing: error))")
      }
      return
    }
    _ = try EventWatch.shared.pressure(Self.trigger(.full), on: file)
    let some = refusal { _ = try EventWatch.shared.pressure(Self.trigger(.some), on: file) }
    #expect(some?.error == .invalid && some?.reason == .notTaken(.trigger))
  }

  /// The minimum of 500 ms is no more since Linux 6.5, which ties who has no CAP_SYS_RESOURCE to multiples of 2 s
  /// (RealKernelUser).
  @Test(arguments: [1, 400_000, 10_000_000] as [UInt64]) func rootsWindowsAreShort(_ window: UInt64) throws {
    guard RealKernel.hasPressure else { return }
    let scratch = try ScratchGroup("short-window")
    let file = scratch.group.pressure.cpu
    let trigger = PressureTrigger(
      .some, stall: Microseconds(rawValue: min(window, 100_000)), window: Microseconds(rawValue: window))
    guard RealKernel.version >= "6.5" || window >= 500_000 else {
      let refused = refusal { _ = try EventWatch.shared.pressure(trigger, on: file) }
      #expect(refused?.error == .invalid && refused?.reason == .notTaken(.trigger))
      return
    }
    let descriptor = try file.arm(trigger)
    scratch.group.calls.close(descriptor)
  }

  @Test func aDescriptorCarriesOneTrigger() throws {
    guard RealKernel.hasPressure else { return }
    let scratch = try ScratchGroup("two-triggers")
    let group = scratch.group
    let (file, trigger) = (group.pressure.memory, Self.trigger(.some))
    let descriptor = try group.calls.openReadWrite(group.directory, file.file.path)
    defer { group.calls.close(descriptor) }
    let bytes = trigger.text.bytes + [Ascii.newline]
    #expect(try group.calls.write(descriptor, bytes) == bytes.count)
    let answer = #expect(throws: ErrorNumber.self) { try group.calls.write(descriptor, bytes) }
    #expect(answer == .busy)
    let refused = refusal { throw group.refusal(of: trigger.text, file.file, .pressure, .busy) }
    #expect(refused?.sentence == "this descriptor has a trigger already")
    #expect(refused?.remedy == "open the file once more: each descriptor carries one trigger")
    // weir does: any number on one file.
    let both = try (0..<2).map { _ in try EventWatch.shared.pressure(trigger, on: file) }
    #expect(both.count == 2)
  }
}
