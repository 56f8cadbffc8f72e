import Foundation
import Testing

@testable import ControlGroups

/// Where suites that need a real kernel run: inside the VM. There nothing is left out because something is missing.
enum RealKernel {
  private static func variable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

  /// Whether the kernel is real, and shows version 2 alone with all controllers.
  static let isUnified =
    variable("WEIR_REAL_KERNEL") != nil
    && !["v1", "hybrid", "cgroup_disable=memory"].contains(variable("WEIR_VM_BOOT") ?? "")
  static let isRoot = isUnified && LinuxCalls.shared.user == 0
  static let isOrdinaryUser = isUnified && LinuxCalls.shared.user != 0
  /// Of the running kernel: only to tell what differs from version to version.
  static let version =
    (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)).flatMap { KernelVersion(release: $0) }
    ?? KernelVersion(0, 0)
  static let hasPressure = variable("WEIR_VM_BOOT") != "psi=0"
  /// Emulated guests are slow.
  static let patience: UInt64 = 60_000_000_000

  /// The whole disk that / lies on.
  static func disk() throws -> DeviceNumber { try LinuxDevices().wholeDisk("/") }

  /// Runs a line of shell to its end, for what the test's machine must have first.
  static func shell(_ line: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(line)")
  }

  /// Waits in a test until something holds: in an emulated guest on a busy machine that may take long.
  static func eventually(_ holds: () throws -> Bool) async throws -> Bool {
    for _ in 0..<1_800 {
      if try holds() { return true }
      try await Task.sleep(for: .milliseconds(50))
    }
    return false
  }
}

/// A group of the test's own directly below the root (for an ordinary user: below its manager), removed with all in it.
final class ScratchGroup: Sendable {
  let hierarchy: Hierarchy
  let group: ControlGroup

  init(_ name: String, in parent: GroupPath = .root) throws {
    hierarchy = try Hierarchy.live()
    let above = try hierarchy.group(parent)
    if parent.isRoot {
      let offered = try above.core.controllers.read().words.compactMap { Controller(rawValue: $0.description) }
      try above.enable(offered)
    }
    group = try above.create(ByteText("weir-test-\(name)-\(LinuxCalls.shared.process)"))
  }

  /// A group below, with the controllers that the scratch group has.
  func child(_ name: ByteText, _ controllers: [Controller]) throws -> ControlGroup {
    if !controllers.isEmpty { try group.enable(controllers) }
    return try group.create(name)
  }

  deinit {
    _ = try? group.kill(within: RealKernel.patience)
    try? group.remove(below: true, within: RealKernel.patience)
  }
}

/// A process of the test's own, killed with it. It waits for a line before it does its work, so that it can be moved
/// first.
final class TestProcess {
  private let process = Process()
  private let input = Pipe()

  init(_ work: String = "exec sleep 1000") throws {
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "read line; \(work)"]
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  var id: Int32 { process.processIdentifier }
  var isRunning: Bool { process.isRunning }
  /// Waits for its end.
  var exitCode: Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Lets it begin.
  func go() throws { try input.fileHandleForWriting.write(contentsOf: Data("go\n".utf8)) }

  deinit {
    if process.isRunning { try? LinuxCalls.shared.killProcess(id) }
    process.waitUntilExit()
  }
}

/// The refusal in an error; nil where it is something else.
func refusal(_ body: () throws -> Void) -> Refusal? {
  do { try body() } catch ControlGroupError.refused(let refusal) {
    return refusal
  } catch {
    Issue.record("\(error)")
    return nil
  }
  Issue.record("nothing was refused")
  return nil
}
