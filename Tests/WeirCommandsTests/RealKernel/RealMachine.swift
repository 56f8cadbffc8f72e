import ControlGroups
import Foundation
import Testing

/// The machine that the tests run on, where they are meant for one: in the VM (`WEIR_REAL_KERNEL`), where nothing skips.
enum RealMachine {
  static let environment = ProcessInfo.processInfo.environment
  static let isMeant = environment["WEIR_REAL_KERNEL"] != nil
  /// How it was booted (Tests/VM/boots.d): `default`, `psi=0`, `cgroup_disable=memory`, `hybrid`, `v1`.
  static let boot = environment["WEIR_VM_BOOT"] ?? "default"
  static let isRoot = getuid() == 0
  static var hasVersionTwo: Bool { boot != "v1" }

  /// Debian 13's cloud kernel, whose absences are known one by one.
  static let isDebian13Cloud: Bool = {
    let release = (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)) ?? ""
    return release.hasPrefix("6.12.") && release.contains("deb13-cloud")
  }()

  /// Where this user may make groups: the root of the hierarchy, or what systemd delegated to their manager.
  static func ownPlace(_ hierarchy: Hierarchy) throws -> ControlGroup {
    let user = getuid()
    return try isRoot
      ? hierarchy.rootGroup() : hierarchy.group("/user.slice/user-\(user).slice/user@\(user).service")
  }

  /// A group of the test's own, with those below it, gone when the body ends.
  static func withScratchGroup(_ body: (Hierarchy, GroupPath) throws -> Void) throws {
    let hierarchy = try Hierarchy.live()
    let place = try ownPlace(hierarchy)
    let path = place.path.appending(ByteText("weir-test-\(getpid())-\(UInt32.random(in: 0...99999))"))
    try make(hierarchy, path)
    defer {
      // Deepest first; the kernel may need a moment after the last process went.
      for below in below(hierarchy, path).reversed() + [path] {
        for _ in 0..<50 where (try? remove(hierarchy, below)) == nil { usleep(20_000) }
      }
    }
    try body(hierarchy, path)
  }

  private static func below(_ hierarchy: Hierarchy, _ path: GroupPath) -> [GroupPath] {
    var out: [GroupPath] = []
    guard var walk = try? hierarchy.group(path).walk() else { return [] }
    while let step = walk.next() { if step.depth > 0 { out.append(step.path) } }
    return out
  }

  static func make(_ hierarchy: Hierarchy, _ path: GroupPath) throws {
    try inParent(hierarchy, path) { try LinuxCalls.shared.makeDirectory($0, path.name.bytes + [0]) }
  }

  private static func remove(_ hierarchy: Hierarchy, _ path: GroupPath) throws {
    try inParent(hierarchy, path) { base in
      do throws(ErrorNumber) { try LinuxCalls.shared.removeDirectory(base, path.name.bytes + [0]) } catch
        where error == .noEntry
      {
        return
      }
    }
  }

  private static func inParent(_ hierarchy: Hierarchy, _ path: GroupPath, _ body: (Int32) throws -> Void) throws {
    let parent = try #require(path.parent)
    let base = try LinuxCalls.shared.openRoot(hierarchy.directory(of: parent).bytes + [0])
    defer { LinuxCalls.shared.close(base) }
    try body(base)
  }

  /// A file as any other program reads it.
  static func plain(_ hierarchy: Hierarchy, _ path: GroupPath, _ file: String) -> [UInt8]? {
    let place = String(decoding: hierarchy.directory(of: path).bytes, as: UTF8.self)
    guard let handle = FileHandle(forReadingAtPath: "\(place)/\(file)") else { return nil }
    return (try? handle.readToEnd()).map { Array($0) } ?? []
  }

  static func write(_ hierarchy: Hierarchy, _ path: GroupPath, _ file: String, _ text: String) throws {
    let group = try hierarchy.group(path)
    let place = String(decoding: group.hierarchy.directory(of: path).bytes, as: UTF8.self)
    let handle = try FileHandle(forWritingTo: URL(filePath: "\(place)/\(file)"))
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }
}
