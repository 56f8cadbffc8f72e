import ContainerIdentity
import ControlGroups
import Foundation
import Testing

/// The live seam, over a directory of files that somebody hostile could have made.
struct DiskFilesTests {
  let directory: URL
  let base: ByteText
  let user = geteuid()

  init() throws {
    directory = URL.temporaryDirectory.appending(path: "weir-state-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(
      at: directory.appending(path: "in/deep"), withIntermediateDirectories: true)
    base = ByteText(directory.path)
    try Data("hello".utf8).write(to: directory.appending(path: "in/deep/file"))
  }

  private func read(_ parts: ByteText..., owner: UInt32? = nil, most: Int = 100) -> Result<[UInt8], StateFailure> {
    let files = DiskFiles(LinuxCalls.shared)
    let path = StatePath(base, parts: parts, owner: owner ?? user)
    do { return .success(try files.read(path, most: most).bytes) } catch { return .failure(error) }
  }

  @Test func aRegularFileIsRead() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    #expect(read("in", "deep", "file") == .success(Array("hello".utf8)))
    #expect(read("in", "deep", "file", most: 4) == .failure(.tooLong(most: 4)))
    #expect(read("in", "deep", "none") == .failure(.absent))
    #expect(read("none", "file") == .failure(.absent))
    #expect(read("in", "deep") == .failure(.notRegular))
    #expect(read("in", "deep", "file", owner: user + 1) == .failure(.foreignOwner(user)))
  }

  @Test func linksAndPipesAreRefusedAtOnce() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    let paths = FileManager.default
    try paths.createSymbolicLink(
      atPath: directory.appending(path: "in/link").path,
      withDestinationPath: directory.appending(path: "in/deep/file").path)
    try paths.createSymbolicLink(atPath: directory.appending(path: "around").path, withDestinationPath: "in")
    let made = unsafe mkfifo(directory.appending(path: "in/pipe").path, 0o600)
    #expect(made == 0)
    #expect(read("in", "link") == .failure(.leadsElsewhere))
    #expect(read("around", "deep", "file") == .failure(.leadsElsewhere))
    #expect(read("in", "pipe") == .failure(.notRegular))
    #expect(read("..", "file") == .failure(.leadsElsewhere))
    #expect(read("in/deep", "file") == .failure(.leadsElsewhere))
  }

  @Test func aCopysLinksDoNotLeadToThisMachine() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    try FileManager.default.createSymbolicLink(
      atPath: directory.appending(path: "etc").path, withDestinationPath: "/etc")
    let files = DiskFiles(LinuxCalls.shared, copy: base)
    #expect(throws: StateFailure.leadsElsewhere) { try files.read(StatePath("/etc", "passwd"), most: 1 << 20) }
    let inside = try files.read(StatePath("/in", "deep", "file", owner: 4242), most: 100)
    #expect(inside.bytes == Array("hello".utf8), "a copy keeps no owners")
  }

  @Test func linksOfAHostsRootLeadWhereTheyWouldThere() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    let paths = FileManager.default
    try paths.createDirectory(at: directory.appending(path: "var"), withIntermediateDirectories: true)
    try paths.createSymbolicLink(
      atPath: directory.appending(path: "var/engine").path, withDestinationPath: "/in/deep")
    try paths.createSymbolicLink(atPath: directory.appending(path: "up").path, withDestinationPath: "/../../in")
    let files = DiskFiles(LinuxCalls.shared, root: base)
    #expect(try files.read(StatePath("/var/engine", "file", owner: user), most: 100).bytes == Array("hello".utf8))
    #expect(try files.read(StatePath("/up", "deep", "file", owner: user), most: 100).bytes == Array("hello".utf8))
    #expect(throws: StateFailure.absent) { try files.read(StatePath("/etc", "passwd"), most: 1 << 20) }
    #expect(throws: StateFailure.leadsElsewhere) {
      try files.read(StatePath("/var", "engine", "file", owner: user), most: 100)
    }
    // Unlike a copy's, its owners are asked for.
    #expect(throws: StateFailure.foreignOwner(user)) {
      try files.read(StatePath("/in", "deep", "file", owner: user + 1), most: 100)
    }
  }

  @Test func aReplacedFileHasAnotherStamp() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    let files = DiskFiles(LinuxCalls.shared)
    let path = StatePath(base, "in", "deep", "file", owner: user)
    let before = try files.stamp(path)
    #expect(try files.read(path, most: 100).stamp == before)
    try Data("HELLO".utf8).write(to: directory.appending(path: "in/deep/file"), options: .atomic)
    #expect(try files.stamp(path) != before)
  }

  @Test func aFileThatIsWrittenInPlaceHasAnotherStamp() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    let files = DiskFiles(LinuxCalls.shared)
    let file = directory.appending(path: "in/deep/file").path
    let path = StatePath(base, "in", "deep", "file", owner: user)
    for seconds in [1_600_000_000, 1_700_000_000] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: Double(seconds))], ofItemAtPath: file)
      #expect(try files.stamp(path).modified == Int64(seconds) * 1_000_000_000)
    }
  }

  @Test func aDeadlineThatIsPastEndsTheRead() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    let files = DiskFiles(LinuxCalls.shared, deadline: 0)
    #expect(throws: StateFailure.slow) {
      try files.read(StatePath(base, "in", "deep", "file", owner: user), most: 100)
    }
  }
}
