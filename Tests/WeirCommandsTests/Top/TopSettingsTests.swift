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

  @Test func withoutAHomeItIsSaid() {
    #expect(TopSettings(configuration: nil, home: nil).keep("x") == "settings are not kept: HOME is not set")
  }
}
