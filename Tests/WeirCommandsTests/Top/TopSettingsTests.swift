import ControlGroups
import Foundation
import Testing

@testable import WeirCommands

/// Where settings are kept, and where never.
struct TopSettingsTests {
  @Test(arguments: [
    ("/c", "/h", "/c/weir/screen"), (nil, "/h", "/h/.config/weir/screen"), ("relative", "/h", "/h/.config/weir/screen"),
    (nil, nil, nil), ("", "", nil),
  ])
  func theFile(configuration: String?, home: String?, path: String?) {
    #expect(TopSettings(configuration: configuration, home: home).path == path)
  }

  private static func inNewDirectory(_ body: (String) throws -> Void) throws {
    let place = URL.temporaryDirectory.appending(
      path: "weir-settings-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    try body(place.path)
  }

  @Test func whatIsKeptIsReadAgain() throws {
    try Self.inNewDirectory { home in
      let settings = TopSettings(configuration: nil, home: home)
      #expect(settings.read(LinuxCalls.shared) == nil)
      #expect(settings.keep("sort = why\n") == nil)
      #expect(settings.keep("sort = name\nnew = 1\n") == nil)
      #expect(settings.read(LinuxCalls.shared) == "sort = name\nnew = 1\n")
      let beside = try FileManager.default.contentsOfDirectory(atPath: home + "/.config/weir")
      #expect(beside == ["screen"])
    }
  }

  /// Root with another user's HOME, as sudo may leave it: nothing is read and nothing made.
  @Test(.enabled(if: getuid() == 0)) func anotherUsersHomeIsLeftAlone() throws {
    try Self.inNewDirectory { home in
      try #require(unsafe chown(home, 12345, 12345) == 0)
      let settings = TopSettings(configuration: nil, home: home)
      let why = settings.keep("sort = why\n") ?? ""
      #expect(why.hasPrefix("settings are not kept"))
      #expect(why.contains("another user"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: home).isEmpty)
      try FileManager.default.createDirectory(atPath: home + "/.config/weir", withIntermediateDirectories: true)
      try Data("sort = name\n".utf8).write(to: URL(filePath: home + "/.config/weir/screen"))
      try #require(unsafe chown(home + "/.config/weir/screen", 12345, 12345) == 0)
      #expect(settings.read(LinuxCalls.shared) == nil)
    }
  }

  /// A directory of root's own below another user's counts as that user's: it may have been made by mistake before, or
  /// be reached by a link.
  @Test(.enabled(if: getuid() == 0)) func belowAnotherUsersHomeNothingIsOnesOwn() throws {
    try Self.inNewDirectory { home in
      try FileManager.default.createDirectory(atPath: home + "/.config/weir", withIntermediateDirectories: true)
      try FileManager.default.createDirectory(atPath: home + "/elsewhere", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(atPath: home + "/link", withDestinationPath: home + "/elsewhere")
      try #require(unsafe chown(home, 12345, 12345) == 0)
      let ways: [(String?, String)] = [(nil, "/.config/weir"), (home + "/link", "/elsewhere")]
      for (configuration, directory) in ways {
        let settings = TopSettings(configuration: configuration, home: home)
        #expect(settings.keep("sort = why\n")?.contains("another user") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home + directory).isEmpty)
      }
    }
  }

  /// One notice is enough, however often a key changes a setting.
  @Test func whyNothingIsKeptIsSaidOnce() throws {
    try Self.inNewDirectory { home in
      try Data().write(to: URL(filePath: home + "/.config"))
      let settings = TopSettings(configuration: nil, home: home)
      #expect(settings.notice(keeping: "a = 1\n")?.hasPrefix("settings are not kept") == true)
      #expect(settings.notice(keeping: "a = 2\n") == nil && settings.notice(keeping: "a = 3\n") == nil)
      try FileManager.default.removeItem(atPath: home + "/.config")
      #expect(settings.notice(keeping: "a = 4\n") == nil)
      #expect(settings.read(LinuxCalls.shared) == "a = 4\n")
      // What is wrong anew is said anew.
      try FileManager.default.removeItem(atPath: home + "/.config")
      try Data().write(to: URL(filePath: home + "/.config"))
      #expect(settings.notice(keeping: "a = 5\n") != nil)
    }
  }

  /// Directories and file are the user's alone, and what is there is replaced as a whole.
  @Test func whatIsMadeIsOnesOwn() throws {
    try Self.inNewDirectory { home in
      let settings = TopSettings(configuration: nil, home: home)
      // What a killed one of the same number left behind is in nobody's way.
      #expect(settings.keep("sort = why\n") == nil)
      let file = try #require(settings.path)
      try Data("half".utf8).write(to: URL(filePath: "\(file).\(getpid())"))
      func inode() throws -> UInt64 { try LinuxCalls.shared.status(-100, Array(file.utf8) + [0]).inode }
      let before = try inode()
      #expect(settings.keep("sort = name\n") == nil)
      #expect(try inode() != before)
      #expect(settings.read(LinuxCalls.shared) == "sort = name\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: home + "/.config/weir") == ["screen"])
      for (path, mode) in [("/.config", 0o700), ("/.config/weir", 0o700), ("/.config/weir/screen", 0o600)] {
        let found = try FileManager.default.attributesOfItem(atPath: home + path)[.posixPermissions] as? Int
        #expect(found == mode, "\(path)")
      }
    }
  }

  @Test func withoutAHomeItIsSaid() {
    #expect(TopSettings(configuration: nil, home: nil).keep("x") == "settings are not kept: HOME is not set")
  }
}
