import Foundation
import Testing

@testable import ControlGroups

/// Listings of plain directories.
struct ReadWholeTests {
  /// More names than the first small buffer holds, and than the next.
  @Test(arguments: [0, 3, 500, 3000])
  func namesOfADirectoryOfAnySize(_ count: Int) throws {
    let place = URL.temporaryDirectory.appending(path: "weir-names-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let names = (0..<count).map { "a-name-that-is-not-short-\($0)" }
    for name in names { try Data().write(to: place.appending(path: name)) }
    let listed = try LinuxCalls.shared.names(inPlain: Array(place.path.utf8) + [0])
    #expect(listed.filter { $0 != "." && $0 != ".." } == names.map { ByteText(Array($0.utf8)) }.sorted())
  }
}
