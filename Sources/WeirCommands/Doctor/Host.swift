internal import ControlGroups

/// The machine's files outside the hierarchy: the live ones, or those that a copy holds.
struct Host {
  let calls: any SystemCalls
  /// What stands before `/proc`, `/run`, `/usr`: nothing for the live machine; nil where a copy has only a bare tree.
  let root: ByteText?

  /// The host of a hierarchy: this machine, or as much of another one as a copy holds.
  init(of hierarchy: Hierarchy) {
    calls = hierarchy.calls
    root =
      hierarchy.kind == .copy
      ? hierarchy.procPath.map { ByteText(Array($0.bytes.dropLast("/proc".utf8.count))) } : ""
  }

  /// This machine, where there is no hierarchy to ask.
  init(live calls: any SystemCalls) {
    self.calls = calls
    root = ""
  }

  /// Whether it is this machine and not a copy of one.
  var isLive: Bool { root?.bytes.isEmpty == true }

  private static func path(_ root: ByteText, _ path: String) -> [UInt8] { root.bytes + Array(path.utf8) + [0] }

  /// The bytes of a file; nil where it cannot be read.
  func bytes(_ path: String) -> [UInt8]? {
    guard let root else { return nil }
    return try? calls.contents(ofPlain: Self.path(root, path))
  }

  /// Why a file cannot be read; nil where it can.
  func failure(_ path: String) -> ErrorNumber? {
    guard let root else { return .noEntry }
    do { _ = try calls.contents(ofPlain: Self.path(root, path)) } catch { return error }
    return nil
  }

  /// The first line of a file.
  func line(_ path: String) -> ByteText? {
    bytes(path).map { ByteText(Array($0.prefix { $0 != UInt8(ascii: "\n") })) }
  }

  /// The words of a file, whatever blanks are between.
  func words(_ path: String) -> [ByteText]? {
    bytes(path).map { text in
      text.split { $0 == 0 || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\n") }
        .map { ByteText(Array($0)) }
    }
  }

  /// Whether something is there, or is there and may not be opened.
  func has(_ path: String) -> Bool {
    guard let root else { return false }
    do {
      calls.close(try calls.openPlain(Self.path(root, path)))
      return true
    } catch { return ![.noEntry, .notDirectory, .symbolicLink].contains(error) }
  }

  /// The names in a directory; none where it cannot be listed.
  func names(_ path: String) -> [ByteText] {
    guard let root else { return [] }
    return (try? calls.names(inPlain: Self.path(root, path))) ?? []
  }

  /// The mounts of this process; none where they cannot be read.
  var mounts: [MountEntry] {
    guard let text = bytes("/proc/self/mountinfo") else { return [] }
    return MountEntry.parse(text.span)
  }

  /// The kernel's command line.
  var bootOptions: [ByteText] { words("/proc/cmdline") ?? [] }

  /// Whether systemd is the init here, as sd_booted(3) asks; in a container that is the container's own.
  var hasSystemd: Bool { has("/run/systemd/system") }
}
