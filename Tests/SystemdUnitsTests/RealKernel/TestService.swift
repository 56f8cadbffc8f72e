import Glibc
import Testing

@testable import SystemdUnits

/// A service that sleeps, with a file of its own, which an administrator may add drop-ins to.
struct TestService {
  let unit: Unit
  let file: String
  /// Where an administrator's drop-ins for it go.
  let dropIns: String

  init(_ systemd: Systemd, _ stem: String, settings: String = "") async throws {
    let name = RealKernel.name(stem, "service")
    unit = systemd.unit(named: name)
    let home = unsafe getenv("HOME").map { unsafe String(cString: $0) } ?? "/root"
    let directory = RealKernel.isRoot ? "/etc/systemd/system" : home + "/.config/systemd/user"
    for end in directory.indices.dropFirst() where directory[end] == "/" {
      RealKernel.makeDirectory(String(directory[..<end]))
    }
    RealKernel.makeDirectory(directory)
    file = "\(directory)/\(name)"
    dropIns = file + ".d"
    try rewrite(settings)
    // A file nobody knew yet is read without daemon-reload.
    try await unit.start(deadline: .seconds(60))
  }

  /// One without a file, for what needs none: daemon-reload is the slowest thing in a virtual machine.
  static func transient(_ systemd: Systemd, _ stem: String) async throws -> Unit {
    try await transient(systemd.unit(named: RealKernel.name(stem, "service")), sleeping: "600")
  }

  /// - Parameter type: of a `oneshot` the start is over when it has slept.
  static func transient(_ unit: Unit, sleeping seconds: String, type: String = "simple") async throws -> Unit {
    let words = BusValue.array([.string("sleep"), .string(seconds)], element: "s")
    let command = BusValue.array([.structure([.string("/bin/sleep"), words, .boolean(false)])], element: "(sasb)")
    return try await unit.startTransient(
      [
        .structure([.string("Type"), .variant(.string(type))]),
        .structure([.string("ExecStart"), .variant(command)]),
      ], deadline: .seconds(60))
  }

  /// Writes its file anew, which nobody reads yet.
  func rewrite(_ settings: String) throws {
    try RealKernel.write("[Service]\nExecStart=/bin/sleep 600\n" + settings, to: file)
  }

  /// Adds an administrator's drop-in, and has it read.
  func dropIn(_ name: String, _ text: String) async throws {
    RealKernel.makeDirectory(dropIns)
    try RealKernel.write("[Service]\n" + text, to: dropIns + "/" + name)
    try await unit.systemd.reload()
  }

  func remove() async throws {
    try await unit.stop(deadline: .seconds(60))
    RealKernel.remove(file)
    for name in ["10-admin.conf", "50-MemoryMax.conf"] { RealKernel.remove(dropIns + "/" + name) }
    RealKernel.removeDirectory(dropIns)
  }
}
